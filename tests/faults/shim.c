/* Stands between a program and the C library (LD_PRELOAD): keeps a log of every write, sync, create, rename and
   unlink below a folder (for powercut.py), and lets chosen ones of them fail (for iofault.py).

     gcc -O1 -shared -fPIC -o shim.so shim.c -ldl -lpthread

   SHIM_ROOT=/folder                only paths below it count; SQLite's -shm, which is memory, does not
   SHIM_LOG=/file                   the log: "OP\tpath\tposition\tbytes\n" and the bytes
   SHIM_COUNT=/file                 at exit, how many calls of each kind there were
   SHIM_FAIL=op:errno:first:count   fail the first-th call of a kind (from 0) and the count-1 after it; 0: all after */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 65536
enum { WRITE, SYNC, OPEN, TRUNC, UNLINK, RENAME, KINDS };
static const char *names[KINDS] = {"write", "sync", "open", "trunc", "unlink", "rename"};
static char *path_of[MOST];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int ready, log_file = -1, fail_kind = -1, fail_error;
static long fail_first, fail_count, seen[KINDS];
static const char *root, *count_file;

#define REAL(name) static __typeof__(&name) real_##name; if (!real_##name) real_##name = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static void at_end(void) {
  FILE *out = count_file ? fopen(count_file, "w") : NULL;
  if (!out) return;
  for (int kind = 0; kind < KINDS; kind++) fprintf(out, "%s %ld\n", names[kind], seen[kind]);
  fclose(out);
}
static void begin(void) {
  if (ready) return;
  ready = 1;
  root = getenv("SHIM_ROOT"); count_file = getenv("SHIM_COUNT");
  const char *log = getenv("SHIM_LOG"), *fail = getenv("SHIM_FAIL");
  if (log) { REAL(open); log_file = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644); }
  char name[16];
  if (fail && sscanf(fail, "%15[^:]:%d:%ld:%ld", name, &fail_error, &fail_first, &fail_count) == 4)
    for (int kind = 0; kind < KINDS; kind++) if (!strcmp(name, names[kind])) fail_kind = kind;
  atexit(at_end);
}
static int below(const char *path) {
  begin();
  size_t n = strlen(path);
  return root && !strncmp(path, root, strlen(root)) && !(n > 4 && !strcmp(path + n - 4, "-shm"));
}
static void note(const char *op, const char *path, long long where, const void *data, size_t size) {
  if (log_file < 0) return;
  char head[4300];
  int length = snprintf(head, sizeof head, "%s\t%s\t%lld\t%zu\n", op, path, where, size), error = errno;
  struct iovec parts[2] = {{head, length}, {(void *)data, size}};
  pthread_mutex_lock(&mutex);
  ssize_t done = writev(log_file, parts, data ? 2 : 1); (void)done;
  pthread_mutex_unlock(&mutex);
  errno = error;
}
static int fails(int kind) {
  long number = seen[kind]++;
  if (kind != fail_kind || number < fail_first || (fail_count && number >= fail_first + fail_count)) return 0;
  errno = fail_error;
  return 1;
}
static void full(int folder, const char *path, char *out) {
  if (path[0] == '/') { snprintf(out, 4096, "%s", path); return; }
  char here[2048];
  if (folder == AT_FDCWD) { if (!getcwd(here, sizeof here)) here[0] = 0; snprintf(out, 4096, "%s/%s", here, path); }
  else snprintf(out, 4096, "%s/%s", folder >= 0 && folder < MOST && path_of[folder] ? path_of[folder] : "?", path);
}
static int track(int file, const char *path, int flags, int existed) {
  if (file < 0 || file >= MOST) return file;
  free(path_of[file]);
  path_of[file] = below(path) ? strdup(path) : NULL;
  if (path_of[file] && !existed && (flags & O_CREAT)) note("create", path, 0, NULL, 0);
  else if (path_of[file] && (flags & O_TRUNC)) note("trunc", path, 0, NULL, 0);
  return file;
}
#define OPEN_BODY(call, folder)                                                                        \
  char where[4096]; full(folder, path, where);                                                         \
  mode_t mode = 0;                                                                                     \
  if (flags & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
  struct stat about; int existed = 1;                                                                  \
  if (below(where)) { existed = stat(where, &about) == 0; if ((flags & O_ACCMODE) != O_RDONLY && fails(OPEN)) return -1; } \
  return track(call, where, flags, existed);
int open(const char *path, int flags, ...) { REAL(open); OPEN_BODY(real_open(path, flags, mode), AT_FDCWD) }
int open64(const char *path, int flags, ...) { REAL(open64); OPEN_BODY(real_open64(path, flags, mode), AT_FDCWD) }
int openat(int d, const char *path, int flags, ...) { REAL(openat); OPEN_BODY(real_openat(d, path, flags, mode), d) }
int openat64(int d, const char *path, int flags, ...) { REAL(openat64); OPEN_BODY(real_openat64(d, path, flags, mode), d) }
int close(int f) { REAL(close); if (f >= 0 && f < MOST && path_of[f]) { free(path_of[f]); path_of[f] = NULL; } return real_close(f); }
#define PATH(f) char *path = (f) >= 0 && (f) < MOST ? path_of[f] : NULL
#define WRITE_AT(name, type) ssize_t name(int f, const void *data, size_t n, type at) { REAL(name); PATH(f); \
  if (path) { if (fails(WRITE)) return -1; note("write", path, at, data, n); } return real_##name(f, data, n, at); }
WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)
ssize_t write(int f, const void *data, size_t n) {
  REAL(write); PATH(f);
  if (path) {
    if (fails(WRITE)) return -1;
    struct stat about;
    off_t at = (fcntl(f, F_GETFL) & O_APPEND) && fstat(f, &about) == 0 ? about.st_size : lseek(f, 0, SEEK_CUR);
    note("write", path, at, data, n);
  }
  return real_write(f, data, n);
}
#define TRUNCATE(name, type) int name(int f, type n) { REAL(name); PATH(f); \
  if (path) { if (fails(TRUNC)) return -1; note("trunc", path, n, NULL, 0); } return real_##name(f, n); }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)
#define SYNC_OF(name) int name(int f) { REAL(name); PATH(f); if (!path) return real_##name(f); \
  if (fails(SYNC)) return -1; int done = real_##name(f); note("sync", path, 0, NULL, 0); return done; }
SYNC_OF(fsync)
SYNC_OF(fdatasync)
#define GONE(call, folder, p) char where[4096]; full(folder, p, where); if (!below(where)) return call; \
  if (fails(UNLINK)) return -1; int done = call; if (!done) note("unlink", where, 0, NULL, 0); return done;
int unlink(const char *p) { REAL(unlink); GONE(real_unlink(p), AT_FDCWD, p) }
int unlinkat(int d, const char *p, int flags) { REAL(unlinkat); GONE(real_unlinkat(d, p, flags), d, p) }
#define MOVED(call, da, a, db, b) char from[4096], to[4096]; full(da, a, from); full(db, b, to); \
  if (!below(from) && !below(to)) return call; \
  if (fails(RENAME)) return -1; int done = call; if (!done) note("rename", from, 0, to, strlen(to)); return done;
int rename(const char *a, const char *b) { REAL(rename); MOVED(real_rename(a, b), AT_FDCWD, a, AT_FDCWD, b) }
int renameat(int x, const char *a, int y, const char *b) { REAL(renameat); MOVED(real_renameat(x, a, y, b), x, a, y, b) }
/* copies inside the kernel would not be seen: let them be made by reading and writing */
ssize_t sendfile(int out, int in, off_t *at, size_t n) { REAL(sendfile); PATH(out); if (path) { errno = EINVAL; return -1; } return real_sendfile(out, in, at, n); }
ssize_t sendfile64(int out, int in, off64_t *at, size_t n) { REAL(sendfile64); PATH(out); if (path) { errno = EINVAL; return -1; } return real_sendfile64(out, in, at, n); }
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t n, unsigned flags) {
  REAL(copy_file_range); PATH(out); if (path) { errno = EXDEV; return -1; } return real_copy_file_range(in, a, out, b, n, flags); }
int posix_fallocate(int f, off_t at, off_t n) { REAL(posix_fallocate); PATH(f); if (path && fails(WRITE)) return errno; if (path) note("alloc", path, at + n, NULL, 0); return real_posix_fallocate(f, at, n); }
