<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About CGT Atlas</source>
        <extracomment>Parts and their licences.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An offline reference for cell and gene therapy. Every statement is tied to the sentence it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ships these texts unchanged. The rights in them stay with their publishers and authors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program: Apache-2.0. It is built with:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <extracomment>Menus in their order: id and English title.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlight selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show navigation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show original text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the system&apos;s theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About CGT Atlas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotationModel</name>
    <message>
        <source>The document is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words are not in the document any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotationsPane</name>
    <message>
        <source>The document of this note is not in the library any more: {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words of this note are not in the document any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No note holds these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No notes yet. Select words in an original text, then press Ctrl+H or write a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter my notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My notes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BookmarkModel</name>
    <message>
        <source>This place is not in the library any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BookmarksPane</name>
    <message>
        <source>This place is not in the library any more: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bookmarks yet. Press Ctrl+D on an entry or a passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Text size {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open entries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryView</name>
    <message>
        <source>Type a name, a code or any words into the search box (Ctrl+L).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an entry in the tree; each fact opens the sentence it rests on (Enter).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select words in an original text to highlight them, note on them or cite them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every pane works by keyboard: F6 goes to the next one, F1 lists all keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell and gene therapies, companies and policies. Every statement is one key press from the sentence it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CGT Atlas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: article, relations, mentions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactModel</name>
    <message>
        <source>No.</source>
        <extracomment>What a column is sorted by: numbers as numbers. The fact&apos;s id.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Property</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources disagree: see below</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactTable</name>
    <message>
        <source>Facts of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the cited words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>{current} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HerePanel</name>
    <message>
        <source>My note: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry} · {property}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn from these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>You have not opened anything yet. Places you visit are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageArea</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavigationPane</name>
    <message>
        <source>Library</source>
        <extracomment>Pages in the order of their buttons, with their icons.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>“{address}” is not an address in this program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Saving…</source>
        <extracomment>Saves (annotation as last known, text, colour, whether to save over a newer version); raises AtlasError.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT saved. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your note (saved as you type)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save again, over what was changed elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this highlight and its note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Highlight deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Omnibox</name>
    <message>
        <source>Search names and original texts; &gt; for commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results appear while you type. Arrow keys choose, Enter opens, Escape clears.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Something went wrong inside the program. Your notes are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SafeBrowser</name>
    <message>
        <source>This link leads out of the program: {address}</source>
        <extracomment>Links of these kinds are offered to the reader with their full address, never followed at once.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links of this kind are not opened: {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Hit {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more ({count} left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>also called {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pinyin of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>similar to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found in its text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hits} hits, the first {shown} listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hits} hits in 1 document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hits} hits in {documents} documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{query}”.

Try fewer or other words, another name, or the other language. All words must stand in one passage.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Selected words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlight in {colour}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note on these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the search field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a result, the text stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the chosen result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in a new tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the field; then go to the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceActs</name>
    <message>
        <source>Already among your bookmarks: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarked: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts drawn from this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceHeader</name>
    <message>
        <source>{count} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as a document; nothing in the library is drawn from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the DOI of this document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the address first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections of this document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a section</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>A page ended here in the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original text: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select words in the original text first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The note being written is not saved yet. Save or copy it before opening another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied with citation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No original text is open. Follow a citation, or choose a document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: what is drawn from the words at the caret. Shift+arrows: select.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TreePage</name>
    <message>
        <source>This library holds nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library tree</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>The note you are writing could not be saved. Close again to leave without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch to {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents of the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entries} entries · {documents} original texts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>colours</name>
    <message>
        <source>yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>purple</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
