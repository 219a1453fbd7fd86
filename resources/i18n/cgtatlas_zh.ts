<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About CGT Atlas</source>
        <extracomment>Parts and their licences.</extracomment>
        <translation>关于 CGT Atlas</translation>
    </message>
    <message>
        <source>An offline reference for cell and gene therapy. Every statement is tied to the sentence it comes from.</source>
        <translation>细胞与基因治疗离线参考。每条陈述都可追溯到原句。</translation>
    </message>
    <message>
        <source>The program ships these texts unchanged. The rights in them stay with their publishers and authors.</source>
        <translation>本程序原样收录这些原文，权利归各自的作者和发布者所有。</translation>
    </message>
    <message>
        <source>Program: Apache-2.0. It is built with:</source>
        <translation>本程序采用 Apache-2.0 许可证，使用了以下组件：</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>Original texts</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Qt is used under the GNU Lesser General Public License, version 3, as libraries of their own that you may replace.</source>
        <translation>Qt 依据 GNU 宽通用公共许可证第 3 版使用，以独立的库提供，您可以替换它们。</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>公有领域</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <extracomment>Menus in their order: id and English title.</extracomment>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>笔记(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>关闭标签页</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>上一个标签页</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Home page</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Library tree</source>
        <translation>资料库目录</translation>
    </message>
    <message>
        <source>Entry page</source>
        <translation>条目页</translation>
    </message>
    <message>
        <source>Original text</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>Add to comparison</source>
        <translation>加入比较</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Disagreements between sources</source>
        <translation>说法不一致之处</translation>
    </message>
    <message>
        <source>History</source>
        <translation>浏览记录</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>搜索资料库</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Find in page</source>
        <translation>页内查找</translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation>添加书签</translation>
    </message>
    <message>
        <source>Highlight selection</source>
        <translation>高亮所选文字</translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation>连同出处复制</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>我的笔记</translation>
    </message>
    <message>
        <source>Show navigation</source>
        <translation>显示导航窗格</translation>
    </message>
    <message>
        <source>Show original text</source>
        <translation>显示原文窗格</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>恢复文字大小</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>切换浅色/深色</translation>
    </message>
    <message>
        <source>Follow the system&apos;s theme</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About CGT Atlas</source>
        <translation>关于 CGT Atlas</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Next highlight</source>
        <translation>下一处高亮</translation>
    </message>
    <message>
        <source>Previous highlight</source>
        <translation>上一处高亮</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>新建标签页</translation>
    </message>
    <message>
        <source>Reopen closed tab</source>
        <translation>重新打开关闭的标签页</translation>
    </message>
    <message>
        <source>List of tabs</source>
        <translation>标签页列表</translation>
    </message>
    <message>
        <source>Move tab left</source>
        <translation>标签页左移</translation>
    </message>
    <message>
        <source>Move tab right</source>
        <translation>标签页右移</translation>
    </message>
    <message>
        <source>Close other tabs</source>
        <translation>关闭其他标签页</translation>
    </message>
    <message>
        <source>Second original</source>
        <translation>第二篇原文</translation>
    </message>
    <message>
        <source>Open what is chosen beside the original</source>
        <translation>将所选内容并排打开</translation>
    </message>
    <message>
        <source>Two originals side by side</source>
        <translation>并排显示两篇原文</translation>
    </message>
    <message>
        <source>Scroll both originals in step</source>
        <translation>两篇原文同步滚动</translation>
    </message>
    <message>
        <source>Navigation in its own window</source>
        <translation>导航窗格单独成窗</translation>
    </message>
    <message>
        <source>Original text in its own window</source>
        <translation>原文窗格单独成窗</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>Mark as to read</source>
        <translation>标为待读</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>Mark as checked</source>
        <translation>标为已核对</translation>
    </message>
    <message>
        <source>Save a backup of my notes…</source>
        <translation>备份我的笔记…</translation>
    </message>
    <message>
        <source>Export notes…</source>
        <translation>导出笔记…</translation>
    </message>
    <message>
        <source>Export the notes in the list…</source>
        <translation>导出列表中的笔记…</translation>
    </message>
    <message>
        <source>Import notes…</source>
        <translation>导入笔记…</translation>
    </message>
    <message>
        <source>Export bookmarks…</source>
        <translation>导出书签…</translation>
    </message>
    <message>
        <source>Import bookmarks…</source>
        <translation>导入书签…</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>报告问题…</translation>
    </message>
    <message>
        <source>Review notes whose text has changed</source>
        <translation>复核原文有变动的笔记</translation>
    </message>
    <message>
        <source>Open library…</source>
        <translation>打开资料库…</translation>
    </message>
    <message>
        <source>Close library…</source>
        <translation>关闭资料库…</translation>
    </message>
    <message>
        <source>Recent and saved searches</source>
        <translation>最近与保存的搜索</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <source>Parts of the search</source>
        <translation>搜索条件</translation>
    </message>
    <message>
        <source>Narrow the results</source>
        <translation>缩小结果范围</translation>
    </message>
    <message>
        <source>Search off-topic documents too</source>
        <translation>同时搜索与主题无关的文献</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Restore notes…</source>
        <translation>恢复笔记…</translation>
    </message>
    <message>
        <source>Show items to read</source>
        <translation>查看待读</translation>
    </message>
    <message>
        <source>Select sentence, then the next too</source>
        <translation>选中整句（再按则扩至下一句）</translation>
    </message>
    <message>
        <source>Select sentence, then the previous too</source>
        <translation>选中整句（再按则扩至上一句）</translation>
    </message>
    <message>
        <source>Swap the two originals</source>
        <translation>交换两篇原文</translation>
    </message>
    <message>
        <source>Five-minute tour</source>
        <translation>五分钟导览</translation>
    </message>
    <message>
        <source>Filter the tree by name</source>
        <translation>按名称筛选目录</translation>
    </message>
</context>
<context>
    <name>AnnotationActs</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Deleted notes: {count}</source>
        <translation>已删除笔记：{count} 条</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Add tags…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Rename, merge or delete tags…</source>
        <translation>重命名、合并或删除标签…</translation>
    </message>
    <message>
        <source>Tags to add to the selected notes ({count}), separated by commas:</source>
        <translation>为所选的 {count} 条笔记添加标签，用逗号分隔：</translation>
    </message>
</context>
<context>
    <name>AnnotationFilter</name>
    <message>
        <source>Any entry</source>
        <translation>全部条目</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>Filter my notes</source>
        <translation>筛选我的笔记</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>更多筛选</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Any colour</source>
        <translation>全部颜色</translation>
    </message>
    <message>
        <source>With a note</source>
        <translation>有笔记的</translation>
    </message>
    <message>
        <source>Highlights only</source>
        <translation>只有高亮的</translation>
    </message>
    <message>
        <source>Notes and highlights</source>
        <translation>笔记和高亮</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改日期</translation>
    </message>
    <message>
        <source>from YYYY-MM-DD</source>
        <translation>起 YYYY-MM-DD</translation>
    </message>
    <message>
        <source>to YYYY-MM-DD</source>
        <translation>止 YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Changed {when}</source>
        <translation>修改日期{when}</translation>
    </message>
    <message>
        <source>The text changed there</source>
        <translation>原文有变动</translation>
    </message>
    <message>
        <source>Words not found</source>
        <translation>文字已找不到</translation>
    </message>
    <message>
        <source>Not in the library any more</source>
        <translation>已不在资料库中</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>Kept without a place</source>
        <translation>保留但无位置</translation>
    </message>
    <message>
        <source>Any document</source>
        <translation>全部文献</translation>
    </message>
    <message>
        <source>More filters: document, entry, tag, colour, date, status</source>
        <translation>更多筛选：文献、条目、标签、颜色、日期、状态</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献</translation>
    </message>
</context>
<context>
    <name>AnnotationModel</name>
    <message>
        <source>The document is gone</source>
        <translation>文献已不存在</translation>
    </message>
    <message>
        <source>The words are not in the document any more</source>
        <translation>文献里已没有这段文字</translation>
    </message>
    <message>
        <source>Note: {words}</source>
        <translation>笔记：{words}</translation>
    </message>
    <message>
        <source>Entry</source>
        <extracomment>Ways of sorting, the usual one first.</extracomment>
        <translation>条目</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>Not in the library any more</source>
        <translation>已不在资料库中</translation>
    </message>
    <message>
        <source>The text changed here</source>
        <translation>此处原文有变动</translation>
    </message>
    <message>
        <source>Tags: {tags}</source>
        <translation>标签：{tags}</translation>
    </message>
    <message>
        <source>Kept without a place</source>
        <translation>保留但无位置</translation>
    </message>
</context>
<context>
    <name>AnnotationsPane</name>
    <message>
        <source>The document of this note is not in the library any more: {id}</source>
        <translation>这条笔记所在的文献已不在资料库中：{id}</translation>
    </message>
    <message>
        <source>The words of this note are not in the document any more.</source>
        <translation>文献里已没有这条笔记所标的文字。</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>我的笔记</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{chosen} of {shown} selected</source>
        <translation>已选 {chosen} / {shown}</translation>
    </message>
    <message>
        <source>Notes: {total}</source>
        <translation>共 {total} 条</translation>
    </message>
    <message>
        <source>Notes: {shown} of {total}</source>
        <translation>{shown} / {total} 条</translation>
    </message>
    <message>
        <source>No note fits these filters. The cross beside the field shows all.</source>
        <translation>没有符合筛选条件的笔记。点输入框旁的叉号可显示全部。</translation>
    </message>
    <message>
        <source>No notes yet. Select words in an original text and press 1 to 5 or Ctrl+H to highlight them; Ctrl+Shift+N writes a note on them, on an entry or on a fact.</source>
        <translation>还没有笔记。在原文里选中文字，按 1 至 5 或 Ctrl+H 高亮；按 Ctrl+Shift+N 可为选中的文字、条目或事实写笔记。</translation>
    </message>
    <message>
        <source>The note as it reads</source>
        <translation>排版后的笔记</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最近修改在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早修改在前</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>按位置</translation>
    </message>
    <message>
        <source>By colour</source>
        <translation>按颜色</translation>
    </message>
    <message>
        <source>Sorting</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Colour of what is selected (1 to 5)</source>
        <translation>所选笔记的颜色（1 至 5）</translation>
    </message>
    <message>
        <source>Tags of what is selected (T)</source>
        <translation>所选笔记的标签（T）</translation>
    </message>
    <message>
        <source>Delete what is selected (Del)</source>
        <translation>删除所选笔记（Del）</translation>
    </message>
</context>
<context>
    <name>BesideBar</name>
    <message>
        <source>In step</source>
        <translation>同步滚动</translation>
    </message>
    <message>
        <source>Scroll both originals in step</source>
        <translation>两篇原文同步滚动</translation>
    </message>
    <message>
        <source>Close the second original</source>
        <translation>关闭第二篇原文</translation>
    </message>
    <message>
        <source>Swap the two originals</source>
        <translation>交换两篇原文</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>并排原文</translation>
    </message>
</context>
<context>
    <name>BookmarkModel</name>
    <message>
        <source>This place is not in the library any more.</source>
        <extracomment>Ways of sorting, the reader&apos;s own order first.</extracomment>
        <translation>资料库里已没有这个位置。</translation>
    </message>
    <message>
        <source>Other words stand at this place now.</source>
        <translation>这个位置现在是别的文字。</translation>
    </message>
    <message>
        <source>the top</source>
        <translation>最上层</translation>
    </message>
    <message>
        <source>Bookmarked {count} times, in: {folders}</source>
        <translation>共有 {count} 个书签，位于：{folders}</translation>
    </message>
</context>
<context>
    <name>BookmarksPane</name>
    <message>
        <source>This place is not in the library any more: {title}</source>
        <translation>资料库里已没有这个位置：{title}</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Rows can be moved up and down in your own order, without a filter.</source>
        <translation>请选“自定顺序”并清空筛选，再上移或下移。</translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>Deleted: {title}</source>
        <translation>已删除：{title}</translation>
    </message>
    <message>
        <source>Deleted bookmarks and folders: {count}</source>
        <translation>已删除书签和文件夹：{count} 项</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>No bookmark holds these words.</source>
        <translation>没有书签含有这些词。</translation>
    </message>
    <message>
        <source>No bookmarks yet. Press Ctrl+D on an entry, a fact or a passage.</source>
        <translation>还没有书签。在条目、事实或原文段落上按 Ctrl+D 添加。</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Filter bookmarks</source>
        <translation>筛选书签</translation>
    </message>
    <message>
        <source>Own order</source>
        <translation>自定顺序</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最近修改在前</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>Sorting</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move to folder…</source>
        <translation>移到文件夹…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Other words stand at this place now. The bookmark was for: {words}</source>
        <translation>这个位置现在是别的文字。书签原来标的是：{words}</translation>
    </message>
</context>
<context>
    <name>CaretTeller</name>
    <message>
        <source>Cited words; Enter shows the facts drawn from them</source>
        <translation>被引用的文字；按 Enter 显示出自此处的事实</translation>
    </message>
    <message>
        <source>End of the mark</source>
        <translation>标记结束</translation>
    </message>
    <message>
        <source>Highlighted in {colour}</source>
        <translation>已用{colour}高亮</translation>
    </message>
    <message>
        <source>the text has changed here</source>
        <translation>此处文本已变</translation>
    </message>
    <message>
        <source>Note: {words}</source>
        <translation>笔记：{words}</translation>
    </message>
</context>
<context>
    <name>ChipRow</name>
    <message>
        <source>{part} taken out</source>
        <extracomment>Chips that are switched on and off instead of being taken out.</extracomment>
        <translation>已去掉“{part}”</translation>
    </message>
    <message>
        <source>{part} left out</source>
        <translation>不再搜索“{part}”</translation>
    </message>
    <message>
        <source>{part} searched too</source>
        <translation>同时搜索“{part}”</translation>
    </message>
    <message>
        <source>Parts of the search</source>
        <translation>搜索条件</translation>
    </message>
    <message>
        <source>+{count} names</source>
        <translation>另有 {count} 个名称</translation>
    </message>
    <message>
        <source>Show {count} more names</source>
        <translation>再显示 {count} 个名称</translation>
    </message>
    <message>
        <source>Also search for {name}</source>
        <translation>同时搜索“{name}”</translation>
    </message>
    <message>
        <source>Searched too. Press to leave it out.</source>
        <translation>也在搜索之列。按一下即不再搜索。</translation>
    </message>
    <message>
        <source>Left out. Press to search for it too.</source>
        <translation>不在搜索之列。按一下即同时搜索。</translation>
    </message>
    <message>
        <source>Take {part} out of the search</source>
        <translation>从搜索中去掉“{part}”</translation>
    </message>
    <message>
        <source>all other names</source>
        <translation>所有其他名称</translation>
    </message>
    <message>
        <source>all other spellings</source>
        <translation>所有其他写法</translation>
    </message>
    <message>
        <source>without {part}</source>
        <translation>不含 {part}</translation>
    </message>
</context>
<context>
    <name>ClearButton</name>
    <message>
        <source>Clear the field</source>
        <translation>清空此栏</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Text size {percent} %</source>
        <translation>文字大小 {percent}%</translation>
    </message>
</context>
<context>
    <name>CompareModel</name>
    <message>
        <source>Open {name}</source>
        <extracomment>Put before the name of a field in which the entries differ.</extracomment>
        <translation>打开“{name}”</translation>
    </message>
    <message>
        <source>{field} (differs)</source>
        <translation>{field}（不同）</translation>
    </message>
    <message>
        <source>The entries do not say the same here</source>
        <translation>各条目在这一项上不同</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>没有更多</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>{shown} of {all} fields</source>
        <translation>{shown} / {all} 项</translation>
    </message>
    <message>
        <source>No field is left. Clear the filter or show all fields.</source>
        <translation>没有符合的项。请清空筛选，或显示所有项。</translation>
    </message>
    <message>
        <source>Filter the fields</source>
        <translation>筛选各项</translation>
    </message>
    <message>
        <source>Only differences</source>
        <translation>只看不同</translation>
    </message>
    <message>
        <source>Entries ({count})</source>
        <translation>条目（{count}）</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>复制为表格</translation>
    </message>
    <message>
        <source>Copies the shown fields for documents and spreadsheets (Ctrl+C)</source>
        <translation>复制显示的各项，可贴入文档或电子表格（Ctrl+C）</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saves the shown fields as Excel, CSV, TSV or HTML</source>
        <translation>把显示的各项存为 Excel、CSV、TSV 或 HTML</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Takes all entries out of the comparison</source>
        <translation>移出全部条目</translation>
    </message>
    <message>
        <source>Comparison of {names}</source>
        <translation>比较：{names}</translation>
    </message>
    <message>
        <source>Enter opens the cited words, Ctrl+Enter the entry, Delete takes the entry out</source>
        <translation>按回车打开引文，按 Ctrl+回车打开条目，按 Delete 移出条目</translation>
    </message>
    <message>
        <source>Nothing to compare yet. Open an entry and press Ctrl+Shift+M; then another one.</source>
        <translation>还没有可比较的条目。请打开一个条目，按 Ctrl+Shift+M 加入；再加入另一个。</translation>
    </message>
    <message>
        <source>Add at least one more entry: open it and press Ctrl+Shift+M.</source>
        <translation>请至少再加入一个条目：打开它，按 Ctrl+Shift+M。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Taken out of the comparison: {name}</source>
        <translation>已移出比较：{name}</translation>
    </message>
    <message>
        <source>The comparison is empty.</source>
        <translation>比较已清空。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Copied as a table: {count} fields</source>
        <translation>已复制为表格：{count} 项</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>保存比较</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>Comparison ({count})</source>
        <translation>比较（{count}）</translation>
    </message>
</context>
<context>
    <name>DisagreementsView</name>
    <message>
        <source>Filter by entry or words</source>
        <translation>按条目或文字筛选</translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} / {all} 处</translation>
    </message>
    <message>
        <source>All disagreements between the sources</source>
        <translation>各篇原文说法不一致之处</translation>
    </message>
    <message>
        <source>Nothing matches. Clear the filter to see all.</source>
        <translation>没有符合的内容。清空筛选即可看到全部。</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>说法不一致</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>The report is copied.</source>
        <translation>报告已复制。</translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>Copy this into your report and add what you did and what you expected. Nothing you wrote or read is in it, and nothing is sent by the program.</source>
        <translation>请把以下内容附在报告里，并写明您做了什么、期望什么。其中没有您写过或读过的任何内容，程序也不会发送任何东西。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>EntryActs</name>
    <message>
        <source>In the comparison ✓</source>
        <translation>已加入比较 ✓</translation>
    </message>
    <message>
        <source>Add to comparison</source>
        <translation>加入比较</translation>
    </message>
    <message>
        <source>Compare ({count})</source>
        <translation>比较（{count}）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Write a note on this entry</source>
        <translation>为此条目写笔记</translation>
    </message>
</context>
<context>
    <name>EntryNotes</name>
    <message>
        <source>The note being written is not saved yet. Save or copy it before opening another.</source>
        <translation>正在写的笔记还没有保存。请先保存或复制，再打开另一条。</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>我的笔记</translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>Added to the comparison: {name} ({count})</source>
        <translation>已加入比较：{name}（共 {count} 个）</translation>
    </message>
    <message>
        <source>Already in the comparison: {name} ({count})</source>
        <translation>已在比较中：{name}（共 {count} 个）</translation>
    </message>
    <message>
        <source>Open an entry to add it to the comparison.</source>
        <translation>请先打开一个条目，再加入比较。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Open entries</source>
        <translation>打开的条目</translation>
    </message>
    <message>
        <source>Open an entry to write a note on it.</source>
        <translation>请先打开一个条目，再写笔记。</translation>
    </message>
    <message>
        <source>The note being written is not saved yet. Save or copy it before closing its tab.</source>
        <translation>正在写的笔记还没有保存。请先保存或复制，再关闭这个标签页。</translation>
    </message>
    <message>
        <source>Open an entry or a document to bookmark it.</source>
        <translation>请先打开一个条目或一篇文献，再加书签。</translation>
    </message>
</context>
<context>
    <name>EntryView</name>
    <message>
        <source>Type a name, a code or any words into the search box (Ctrl+L).</source>
        <translation>在搜索框里输入名称、代号或任意词语（Ctrl+L）。</translation>
    </message>
    <message>
        <source>Choose an entry in the tree; each fact opens the sentence it rests on (Enter).</source>
        <translation>在目录里选一个条目；每条事实都能打开它所依据的原句（回车）。</translation>
    </message>
    <message>
        <source>Select words in an original text to highlight them, note on them or cite them.</source>
        <translation>在原文里选中文字，可以高亮、写笔记或引用。</translation>
    </message>
    <message>
        <source>By keyboard: F6 goes to the next pane, Ctrl+P to every command, Ctrl+F1 lists all keys.</source>
        <translation>全程可用键盘：F6 转到下一个窗格，Ctrl+P 查找任何命令，Ctrl+F1 列出全部快捷键。</translation>
    </message>
    <message>
        <source>Cell and gene therapies, companies and policies. Every statement is one key press from the sentence it comes from.</source>
        <translation>细胞与基因疗法、企业和政策。每条陈述，按一个键就能看到原句。</translation>
    </message>
    <message>
        <source>CGT Atlas</source>
        <translation>CGT Atlas</translation>
    </message>
    <message>
        <source>Home page</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>{name}: summary</source>
        <translation>{name}：概述</translation>
    </message>
    <message>
        <source>{name}: timeline</source>
        <translation>{name}：时间线</translation>
    </message>
    <message>
        <source>{name}: article, relations, mentions</source>
        <translation>{name}：正文、关系、原文提及</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Open an entry to write a note on it.</source>
        <translation>请先打开一个条目，再写笔记。</translation>
    </message>
</context>
<context>
    <name>FacetTree</name>
    <message>
        <source>{value}, {count} hits</source>
        <translation>{value}，{count} 处</translation>
    </message>
    <message>
        <source>Narrow the results</source>
        <translation>缩小结果范围</translation>
    </message>
    <message>
        <source>Enter keeps only the hits of a line, or lifts it again.</source>
        <translation>按回车只保留这一行的结果，再按一次取消。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文献</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>发布者</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Kind of entry</source>
        <translation>条目类型</translation>
    </message>
</context>
<context>
    <name>FactMenu</name>
    <message>
        <source>Open the cited words</source>
        <translation>打开引文</translation>
    </message>
    <message>
        <source>Open beside the original</source>
        <translation>与原文并排打开</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Bookmark this fact</source>
        <translation>为此事实加书签</translation>
    </message>
    <message>
        <source>Copy with its words</source>
        <translation>连同引文复制</translation>
    </message>
</context>
<context>
    <name>FactModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>时点</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Sources disagree</source>
        <extracomment>The fact&apos;s id. The roles that columns are drawn in, where it is not the text&apos;s own. The words of a row, a column each.</extracomment>
        <translation>来源说法不一</translation>
    </message>
    <message>
        <source>Sources disagree: see below</source>
        <translation>说法不一致，见下文</translation>
    </message>
    <message>
        <source>My status and note</source>
        <translation>我的状态和笔记</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>有笔记</translation>
    </message>
</context>
<context>
    <name>FactTable</name>
    <message>
        <source>Facts of {name}</source>
        <translation>{name}的事实</translation>
    </message>
    <message>
        <source>Enter opens the cited words</source>
        <translation>按回车打开引文</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>{current} of {total}</source>
        <translation>第 {current} 处，共 {total} 处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Find in page</source>
        <translation>页内查找</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>下一处（回车）</translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation>上一处（Shift+回车）</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
</context>
<context>
    <name>GuideView</name>
    <message>
        <source>Search the guide</source>
        <translation>搜索指南</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>1 section</source>
        <translation>1 节</translation>
    </message>
    <message>
        <source>{count} sections</source>
        <translation>{count} 节</translation>
    </message>
    <message>
        <source>Nothing in the guide. Try fewer or other words.</source>
        <translation>指南中没有找到。请减少或更换词语。</translation>
    </message>
</context>
<context>
    <name>HerePanel</name>
    <message>
        <source>My note: {words}</source>
        <translation>我的笔记：{words}</translation>
    </message>
    <message>
        <source>{entry} · {property}: {value}</source>
        <translation>{entry} · {property}：{value}</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>My highlight: {words}</source>
        <translation>我的高亮：{words}</translation>
    </message>
    <message>
        <source>On these words</source>
        <translation>这些文字上有</translation>
    </message>
    <message>
        <source>Enter opens the note or the entry; on a highlight 1 to 5 recolour, Delete deletes</source>
        <translation>回车打开笔记或条目；在高亮上按 1 至 5 换颜色，按 Delete 删除</translation>
    </message>
    <message>
        <source>(the words have changed since)</source>
        <translation>（文字在标记后有变动）</translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>This system has no Chinese font. The program&apos;s own covers its library; for other texts install one, such as Noto Sans CJK SC.</source>
        <translation>系统没有中文字体。程序自带的字体只够显示内置资料库；要显示其他文献，请安装一种中文字体，例如思源黑体（Noto Sans CJK SC）。</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>开始导览</translation>
    </message>
    <message>
        <source>New here? A five-minute tour shows what the window can do.</source>
        <translation>第一次使用？五分钟导览带您认识这个窗口。</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>Today</source>
        <extracomment>The visits of a row: one place on one day, however often.</extracomment>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>No place you visited holds these words.</source>
        <translation>浏览记录中没有含这些词的内容。</translation>
    </message>
    <message>
        <source>The history is switched off in the settings (Ctrl+,).</source>
        <translation>浏览记录已在设置中关闭（Ctrl+,）。</translation>
    </message>
    <message>
        <source>You have not opened anything yet. Places you visit are listed here.</source>
        <translation>还没有打开过任何内容。看过的地方会列在这里。</translation>
    </message>
    <message>
        <source>Delete the whole history? This cannot be undone.</source>
        <translation>删除全部浏览记录？删除后无法撤销。</translation>
    </message>
    <message>
        <source>Delete history</source>
        <translation>删除浏览记录</translation>
    </message>
    <message>
        <source>History</source>
        <translation>浏览记录</translation>
    </message>
    <message>
        <source>Enter opens, Delete forgets</source>
        <translation>按回车打开，按 Delete 删除</translation>
    </message>
    <message>
        <source>Filter the history</source>
        <translation>筛选浏览记录</translation>
    </message>
    <message>
        <source>Delete the whole history</source>
        <translation>删除全部浏览记录</translation>
    </message>
</context>
<context>
    <name>HitWalk</name>
    <message>
        <source>Hit {number} of {total}</source>
        <extracomment>Hits that a walk goes through; nobody walks further.</extracomment>
        <translation>第 {number} 处，共 {total} 处</translation>
    </message>
    <message>
        <source>from the beginning again</source>
        <translation>回到第一处</translation>
    </message>
    <message>
        <source>from the end</source>
        <translation>转到最后一处</translation>
    </message>
</context>
<context>
    <name>KeepState</name>
    <message>
        <source>Notes: not changeable</source>
        <translation>笔记：不可修改</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Your notes can be read but not changed now: {reason}</source>
        <translation>您的笔记目前只能查看，不能修改：{reason}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Your notes lie in a network or synchronised folder. A local folder is safer; use cgt-atlas backup for copies elsewhere.</source>
        <translation>您的笔记放在网络或同步文件夹中。放在本机文件夹更安全；需要异地副本时请用 cgt-atlas backup。</translation>
    </message>
    <message>
        <source>Your notes can be changed again.</source>
        <translation>笔记又可以修改了。</translation>
    </message>
    <message>
        <source>The backup is in place. Your notes and bookmarks are shown again.</source>
        <translation>备份已恢复，笔记和书签已重新显示。</translation>
    </message>
    <message>
        <source>Another program is writing to your notes. Waiting for it…</source>
        <translation>另一个程序正在写入您的笔记，正在等待…</translation>
    </message>
    <message>
        <source>Save as text…</source>
        <translation>另存为文本…</translation>
    </message>
    <message>
        <source>Save a backup of my notes</source>
        <translation>备份我的笔记</translation>
    </message>
    <message>
        <source>A checked copy of your notes is in {name}.</source>
        <translation>笔记的副本已检查并保存到 {name}。</translation>
    </message>
    <message>
        <source>{count} rows were written to {name}; the newer file was not changed.</source>
        <translation>已将 {count} 行写入 {name}；新版本的文件没有改动。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{got} of {expected} notes were saved; the damaged file is kept as {name}.</source>
        <translation>已抢救 {expected} 条笔记中的 {got} 条；损坏的文件保留为 {name}。</translation>
    </message>
    <message>
        <source>A note could not be saved. Copy its text, then restore the notes.</source>
        <translation>有一条笔记未能保存。请先复制它的文字，再恢复笔记。</translation>
    </message>
    <message>
        <source>No file of notes was found, so a new one was made. Backups found: {count}.</source>
        <translation>没有找到笔记文件，已新建一个。现有 {count} 份备份。</translation>
    </message>
    <message>
        <source>Restore notes…</source>
        <translation>恢复笔记…</translation>
    </message>
</context>
<context>
    <name>KeptSearches</name>
    <message>
        <source>Saved searches</source>
        <translation>保存的搜索</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>最近的搜索</translation>
    </message>
    <message>
        <source>Forget all recent searches</source>
        <translation>清空最近的搜索</translation>
    </message>
    <message>
        <source>No searches yet. One is remembered when you open something it found; Ctrl+Shift+S saves one.</source>
        <translation>还没有搜索。打开搜索到的内容后，搜索即被记住；按 Ctrl+Shift+S 保存搜索。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Not saved any more: {query}</source>
        <translation>不再保存：{query}</translation>
    </message>
</context>
<context>
    <name>LibraryCommands</name>
    <message>
        <source>Open a library</source>
        <translation>打开资料库</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>“{name}” is open already.</source>
        <translation>“{name}”已经打开。</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close a library</source>
        <translation>关闭资料库</translation>
    </message>
    <message>
        <source>Library:</source>
        <translation>资料库：</translation>
    </message>
    <message>
        <source>“{name}” is closed; the file stays as it is.</source>
        <translation>已关闭“{name}”；文件保持不变。</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>“{name}” is open. Documents: {documents}, entries: {entries}.</source>
        <translation>已打开“{name}”：{documents} 篇文献、{entries} 个条目。</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>To read</source>
        <translation>待读</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>{status}: {title}</source>
        <translation>{status}：{title}</translation>
    </message>
    <message>
        <source>No status any more: {title}</source>
        <translation>已去掉状态：{title}</translation>
    </message>
</context>
<context>
    <name>MessageArea</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>NavigationPane</name>
    <message>
        <source>Library</source>
        <extracomment>Pages in the order of their buttons, with their icons.</extracomment>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>History</source>
        <translation>浏览记录</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>“{address}” is not an address in this program.</source>
        <translation>“{address}”不是本程序里的地址。</translation>
    </message>
</context>
<context>
    <name>NoteCommands</name>
    <message>
        <source>Open an entry or a document to mark it.</source>
        <translation>请先打开一个条目或一篇文献，再标状态。</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Note</source>
        <extracomment>Saves an annotation as it is wanted, its revision being the last one known; the second argument tells whether to save over a newer version. Raises AtlasError.</extracomment>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Your note (saved as you type)</source>
        <translation>写笔记（边写边存）</translation>
    </message>
    <message>
        <source>Read the note (Alt+R)</source>
        <translation>查看排版后的笔记（Alt+R）</translation>
    </message>
    <message>
        <source>Delete this highlight and its note</source>
        <translation>删除这处高亮和笔记</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>The note as it reads</source>
        <translation>排版后的笔记</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>标签，用逗号分隔</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Highlight deleted.</source>
        <translation>高亮已删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>Select words in the original text first.</source>
        <translation>请先在原文里选中文字。</translation>
    </message>
    <message>
        <source>Highlighted in {colour}</source>
        <translation>已用{colour}高亮</translation>
    </message>
    <message>
        <source>Select words, or go to a highlight, to give it a colour.</source>
        <translation>请先选中文字，或移到一处高亮上，再选颜色。</translation>
    </message>
    <message>
        <source>The note being written is not saved yet. Save or copy it before opening another.</source>
        <translation>正在写的笔记还没有保存。请先保存或复制，再打开另一条。</translation>
    </message>
    <message>
        <source>There are no highlights in this text yet.</source>
        <translation>这篇原文还没有高亮。</translation>
    </message>
</context>
<context>
    <name>Omnibox</name>
    <message>
        <source>Search the library</source>
        <translation>搜索资料库</translation>
    </message>
    <message>
        <source>Results appear while you type. Arrow keys choose, Enter opens, Escape clears.</source>
        <translation>边输入边出结果。方向键选择，回车打开，Esc 清空。</translation>
    </message>
    <message>
        <source>Recent and saved searches</source>
        <translation>最近与保存的搜索</translation>
    </message>
    <message>
        <source>Recent and saved searches (Alt+Down)</source>
        <translation>最近与保存的搜索（Alt+↓）</translation>
    </message>
    <message>
        <source>Search names and texts; type &gt; for commands</source>
        <translation>搜索名称和原文；输入 &gt; 列出命令</translation>
    </message>
</context>
<context>
    <name>Originals</name>
    <message>
        <source>Originals</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Border between two originals</source>
        <translation>两份原文之间的分界</translation>
    </message>
</context>
<context>
    <name>PageTabs</name>
    <message>
        <source>Close tab</source>
        <translation>关闭标签页</translation>
    </message>
    <message>
        <source>Close other tabs</source>
        <translation>关闭其他标签页</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>新建标签页</translation>
    </message>
    <message>
        <source>Reopen closed tab</source>
        <translation>重新打开关闭的标签页</translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>No command of this name.</source>
        <translation>没有这个名称的命令。</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>目前不可用</translation>
    </message>
</context>
<context>
    <name>PartBar</name>
    <message>
        <source>Previous part</source>
        <translation>上一部分</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>下一部分</translation>
    </message>
    <message>
        <source>Part {number} of {total}</source>
        <translation>第 {number} 部分，共 {total} 部分</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Something went wrong inside the program. Your notes are safe.</source>
        <translation>程序内部出错。您的笔记没有受影响。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>The library “{path}” is not open: {reason}</source>
        <translation>资料库“{path}”没有打开：{reason}</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>不再打开</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Left</source>
        <extracomment>Qt&apos;s Chinese says these in words; in lists of keys the arrows are what stands on the keyboard.</extracomment>
        <translation>←</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>→</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>↑</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>↓</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>There are no backups yet.</source>
        <translation>还没有备份。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>This copy cannot be used. {reason}</source>
        <translation>这个副本不能使用。{reason}</translation>
    </message>
    <message>
        <source>{notes} notes, {bookmarks} bookmarks in {folders} folders, {marks} with a status</source>
        <translation>{notes} 条笔记，{folders} 个文件夹中的 {bookmarks} 个书签，{marks} 项有状态标记</translation>
    </message>
    <message>
        <source>({count} damaged lines left out)</source>
        <translation>（略去 {count} 行损坏内容）</translation>
    </message>
    <message>
        <source>before many things were deleted</source>
        <translation>批量删除之前</translation>
    </message>
    <message>
        <source>before an update of the program</source>
        <translation>程序升级之前</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>导入之前</translation>
    </message>
    <message>
        <source>automatic backup</source>
        <translation>自动备份</translation>
    </message>
    <message>
        <source>the file that a restore replaced</source>
        <translation>被恢复操作替换的文件</translation>
    </message>
    <message>
        <source>a damaged file that was set aside</source>
        <translation>另存的损坏文件</translation>
    </message>
    <message>
        <source>plain-text journal: everything up to the last change</source>
        <translation>纯文本日志：直到最后一次修改的全部内容</translation>
    </message>
    <message>
        <source>Your notes and bookmarks become what they were at the chosen time. The file of now is kept, and you can come back to it here.</source>
        <translation>笔记和书签将恢复为所选时间的内容。现在的文件会保留，您可以在这里再换回来。</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Save what can be read</source>
        <translation>抢救可读内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Restore notes</source>
        <translation>恢复笔记</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>ResultBar</name>
    <message>
        <source>Order: {order}</source>
        <translation>顺序：{order}</translation>
    </message>
    <message>
        <source>Narrow the results</source>
        <translation>缩小结果范围</translation>
    </message>
    <message>
        <source>Narrow the results by kind, document, publisher, year, language</source>
        <translation>按类型、文献、发布者、年份、语言缩小结果范围</translation>
    </message>
    <message>
        <source>By relevance</source>
        <translation>按相关度</translation>
    </message>
    <message>
        <source>Newest documents first</source>
        <translation>新文献在前</translation>
    </message>
    <message>
        <source>Oldest documents first</source>
        <translation>旧文献在前</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Its words have changed; it was moved with them</source>
        <translation>文字已有变动，笔记已随之移动</translation>
    </message>
    <message>
        <source>Its document is not in the library any more</source>
        <translation>所在的文献已不在资料库中</translation>
    </message>
    <message>
        <source>No place is certain</source>
        <translation>没有可以确定的位置</translation>
    </message>
    <message>
        <source>Nothing like these words was found. Select words, or keep the note.</source>
        <translation>没有找到相近的文字。可另选文字，或保留笔记。</translation>
    </message>
    <message>
        <source>The same words in other documents:</source>
        <translation>其他文献中的相同文字：</translation>
    </message>
    <message>
        <source>Places to choose from, the likeliest first:</source>
        <translation>可供选择的位置，最可能的在前：</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{number}. “{words}” ({reasons})</source>
        <translation>{number}. “{words}”（{reasons}）</translation>
    </message>
    <message>
        <source>the same words</source>
        <translation>文字相同</translation>
    </message>
    <message>
        <source>similar words</source>
        <translation>文字相近</translation>
    </message>
    <message>
        <source>other words</source>
        <translation>文字不同</translation>
    </message>
    <message>
        <source>other numbers or Latin words</source>
        <translation>数字或西文不同</translation>
    </message>
    <message>
        <source>the same text around them</source>
        <translation>前后文相同</translation>
    </message>
    <message>
        <source>similar text around them</source>
        <translation>前后文相近</translation>
    </message>
    <message>
        <source>like text before them only</source>
        <translation>仅前文相近</translation>
    </message>
    <message>
        <source>like text after them only</source>
        <translation>仅后文相近</translation>
    </message>
    <message>
        <source>other text around them</source>
        <translation>前后文不同</translation>
    </message>
</context>
<context>
    <name>ReviewBadge</name>
    <message>
        <source>Notes to look at: {count}</source>
        <translation>待复核的笔记：{count}</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>The note stands at its new place now.</source>
        <translation>笔记已放到新的位置。</translation>
    </message>
    <message>
        <source>Select the words in the original text first, then choose this again.</source>
        <translation>请先在原文中选中文字，再点此按钮。</translation>
    </message>
    <message>
        <source>The note stands at the selected words now.</source>
        <translation>笔记已放到所选的文字上。</translation>
    </message>
    <message>
        <source>The mark is gone; the note stays where it is.</source>
        <translation>已取消变动标记，笔记位置不变。</translation>
    </message>
    <message>
        <source>The note is kept with its words, without a place.</source>
        <translation>笔记及其文字已保留，不再有位置。</translation>
    </message>
    <message>
        <source>The note is in the trash.</source>
        <translation>笔记已移入回收站。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Looking at the notes…</source>
        <translation>正在检查笔记…</translation>
    </message>
    <message>
        <source>No note needs a look: all stand where you put them.</source>
        <translation>没有待复核的笔记：都在您标记的位置。</translation>
    </message>
    <message>
        <source>The documents of these notes have changed ({count}). None was put where it is not certain.</source>
        <translation>这些笔记所在的文献有更新（{count} 条）。位置不能确定的，一条也没有移动。</translation>
    </message>
    <message>
        <source>Show in the text</source>
        <translation>在原文中显示</translation>
    </message>
    <message>
        <source>Take this place</source>
        <translation>放到这里</translation>
    </message>
    <message>
        <source>Use selected words</source>
        <translation>放到所选文字</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>已复核</translation>
    </message>
    <message>
        <source>Keep without a place</source>
        <translation>保留，不设位置</translation>
    </message>
    <message>
        <source>Delete the note</source>
        <translation>删除笔记</translation>
    </message>
    <message>
        <source>Notes to look at</source>
        <translation>待复核的笔记</translation>
    </message>
    <message>
        <source>Enter shows the words, Delete puts the note into the trash</source>
        <translation>按回车显示文字，按 Delete 将笔记移入回收站</translation>
    </message>
    <message>
        <source>Places to choose from</source>
        <translation>可供选择的位置</translation>
    </message>
    <message>
        <source>Enter shows the words in the original text</source>
        <translation>按回车在原文中显示这些文字</translation>
    </message>
    <message>
        <source>The words then and now</source>
        <translation>当时与现在的文字</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>moved with their text: {count}</source>
        <translation>随原文移动 {count} 条</translation>
    </message>
    <message>
        <source>changed: {count}</source>
        <translation>文字有变动 {count} 条</translation>
    </message>
    <message>
        <source>to look at: {count}</source>
        <translation>待复核 {count} 条</translation>
    </message>
    <message>
        <source>Review</source>
        <extracomment>The address of the page with the list. What is selected in an original: document, start, end. The window says.</extracomment>
        <translation>复核</translation>
    </message>
    <message>
        <source>Notes in documents that have changed: {what}</source>
        <translation>文献有更新，其中的笔记：{what}</translation>
    </message>
</context>
<context>
    <name>SafeBrowser</name>
    <message>
        <source>This link leads out of the program: {address}</source>
        <translation>这个链接通向程序之外：{address}</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Links of this kind are not opened: {address}</source>
        <translation>不打开这类链接：{address}</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>在新标签页中打开</translation>
    </message>
    <message>
        <source>Open beside the original</source>
        <translation>与原文并排打开</translation>
    </message>
</context>
<context>
    <name>SaveStatus</name>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>✓ Saved</source>
        <translation>✓ 已保存</translation>
    </message>
    <message>
        <source>NOT saved. {reason}</source>
        <translation>未保存。{reason}</translation>
    </message>
    <message>
        <source>It is tried again every 10 seconds.</source>
        <translation>每 10 秒自动重试。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save again, over what was changed elsewhere</source>
        <translation>再次保存，覆盖别处的修改</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Copy the text of the note to the clipboard</source>
        <translation>把笔记文字复制到剪贴板</translation>
    </message>
</context>
<context>
    <name>SearchCommands</name>
    <message>
        <source>Type a search first; then it can be saved.</source>
        <translation>请先输入搜索内容，再保存。</translation>
    </message>
    <message>
        <source>There is no search whose parts could be changed.</source>
        <translation>没有可以修改的搜索。</translation>
    </message>
</context>
<context>
    <name>SearchLines</name>
    <message>
        <source>Entries</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>我的笔记</translation>
    </message>
    <message>
        <source>Off topic</source>
        <translation>与主题无关</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Did you mean</source>
        <translation>您是不是要找</translation>
    </message>
    <message>
        <source>Show more ({count} left)</source>
        <translation>显示更多（还有 {count} 处）</translation>
    </message>
    <message>
        <source>Show {count} more entries</source>
        <translation>再显示 {count} 个条目</translation>
    </message>
    <message>
        <source>Show {count} more notes</source>
        <translation>再显示 {count} 条笔记</translation>
    </message>
    <message>
        <source>also called {name}</source>
        <translation>又名 {name}</translation>
    </message>
    <message>
        <source>pinyin of {name}</source>
        <translation>“{name}”的拼音</translation>
    </message>
    <message>
        <source>similar to {name}</source>
        <translation>与“{name}”相近</translation>
    </message>
    <message>
        <source>found in its text</source>
        <translation>见于正文</translation>
    </message>
    <message>
        <source>found as {name}</source>
        <translation>以“{name}”出现</translation>
    </message>
    <message>
        <source>another name</source>
        <translation>另一名称</translation>
    </message>
    <message>
        <source>by pinyin</source>
        <translation>按拼音</translation>
    </message>
    <message>
        <source>similar spelling</source>
        <translation>拼写相近</translation>
    </message>
    <message>
        <source>fewer words</source>
        <translation>减少词语</translation>
    </message>
    <message>
        <source>another form</source>
        <translation>另一形式</translation>
    </message>
    <message>
        <source>without the condition</source>
        <translation>去掉条件</translation>
    </message>
    <message>
        <source>in off-topic documents too</source>
        <translation>包括与主题无关的文献</translation>
    </message>
    <message>
        <source>1 hit</source>
        <translation>1 处</translation>
    </message>
    <message>
        <source>{hits} hits</source>
        <translation>{hits} 处</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 个条目</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} 个条目</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 条笔记</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} 条笔记</translation>
    </message>
    <message>
        <source>{hits} hits in 1 document</source>
        <translation>1 篇文献中 {hits} 处</translation>
    </message>
    <message>
        <source>{hits} hits in {documents} documents</source>
        <translation>{documents} 篇文献中 {hits} 处</translation>
    </message>
    <message>
        <source>Conditions: {conditions}.</source>
        <translation>条件：{conditions}。</translation>
    </message>
    <message>
        <source>Try fewer or other words: all of them must stand in one passage.</source>
        <translation>请减少或换用其他词语：所有词语须出现在同一段落中。</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese and English</source>
        <translation>中文与英文</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>原文段落</translation>
    </message>
    <message>
        <source>My bookmarks</source>
        <translation>我的书签</translation>
    </message>
    <message>
        <source>Show {count} more bookmarks</source>
        <translation>再显示 {count} 个书签</translation>
    </message>
    <message>
        <source>Bundled library</source>
        <translation>内置资料库</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>我自己的</translation>
    </message>
    <message>
        <source>1 bookmark</source>
        <translation>1 个书签</translation>
    </message>
    <message>
        <source>{count} bookmarks</source>
        <translation>{count} 个书签</translation>
    </message>
    <message>
        <source>Nothing found for “{query}”.</source>
        <translation>没有找到“{query}”。</translation>
    </message>
    <message>
        <source>Searched: {where}; your notes and bookmarks.</source>
        <translation>搜索范围：{where}；以及您的笔记和书签。</translation>
    </message>
    <message>
        <source>Off-topic documents were left out.</source>
        <translation>未搜索与主题无关的文献。</translation>
    </message>
    <message>
        <source>Therapies</source>
        <translation>疗法</translation>
    </message>
    <message>
        <source>Companies</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>政策</translation>
    </message>
    <message>
        <source>Indications</source>
        <translation>适应症</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>靶点</translation>
    </message>
    <message>
        <source>Institutions</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>监管机构</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Publications</source>
        <translation>出版物</translation>
    </message>
    <message>
        <source>Technologies</source>
        <translation>技术</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>{library} ({documents} documents, {passages} passages, {entries} entries)</source>
        <translation>{library}（{documents} 篇文献、{passages} 个段落、{entries} 个条目）</translation>
    </message>
    <message>
        <source>There is nothing to search for in this.</source>
        <translation>这里没有可以搜索的文字。</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>No command of this name.</source>
        <translation>没有这个名称的命令。</translation>
    </message>
    <message>
        <source>Recent and saved searches</source>
        <translation>最近与保存的搜索</translation>
    </message>
    <message>
        <source>There is no search whose results could be narrowed.</source>
        <translation>没有可以缩小范围的搜索结果。</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Selected words</source>
        <translation>所选文字</translation>
    </message>
    <message>
        <source>Highlight in {colour}</source>
        <translation>用{colour}高亮</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Write a note on these words</source>
        <translation>为这段文字写笔记</translation>
    </message>
    <message>
        <source>Bookmark these words</source>
        <translation>为这段文字加书签</translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation>连同出处复制</translation>
    </message>
</context>
<context>
    <name>SettingControl</name>
    <message>
        <source>As the interface</source>
        <translation>与界面相同</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This system has no Chinese font. The program&apos;s own covers its library; for other texts install one, such as Noto Sans CJK SC.</source>
        <translation>系统没有中文字体。程序自带的字体只够显示内置资料库；要显示其他文献，请安装一种中文字体，例如思源黑体（Noto Sans CJK SC）。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>键盘快捷键…</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ShortcutEditor</name>
    <message>
        <source>These keys are needed for typing and reading. Add Ctrl or Alt, or take a function key.</source>
        <translation>这个按键是输入和阅读所需的。请加上 Ctrl 或 Alt，或改用功能键。</translation>
    </message>
    <message>
        <source>These keys belong to “{action}”; setting them takes them from it.</source>
        <translation>这个快捷键属于“{action}”；设置后将从它那里取走。</translation>
    </message>
    <message>
        <source>Choose an action to change its keys.</source>
        <translation>选择一项操作，即可修改它的快捷键。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>改归此项</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Keys of “{action}”</source>
        <translation>“{action}”的快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <translation>请按下快捷键</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>不设快捷键</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Filter actions and keys</source>
        <translation>筛选操作和快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>In the search field</source>
        <translation>在搜索框里</translation>
    </message>
    <message>
        <source>Choose a result, the text stays</source>
        <translation>选择结果，文字不变</translation>
    </message>
    <message>
        <source>Open the chosen result</source>
        <translation>打开所选结果</translation>
    </message>
    <message>
        <source>Open it in a new tab</source>
        <translation>在新标签页中打开</translation>
    </message>
    <message>
        <source>Clear the field; then go to the page</source>
        <translation>清空搜索框；再按回到页面</translation>
    </message>
    <message>
        <source>List all commands</source>
        <translation>列出全部命令</translation>
    </message>
</context>
<context>
    <name>SourceActs</name>
    <message>
        <source>Already among your bookmarks: {title}</source>
        <translation>书签里已经有了：{title}</translation>
    </message>
    <message>
        <source>Bookmarked: {title}</source>
        <translation>已加书签：{title}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Already bookmarked in “{folder}”: {title}</source>
        <translation>已在文件夹“{folder}”中：{title}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with citation</source>
        <translation>连同出处复制</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>Bookmark this place</source>
        <translation>为此处加书签</translation>
    </message>
    <message>
        <source>Facts drawn from this</source>
        <translation>取自此处的事实</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>SourceHeader</name>
    <message>
        <source>Shows the address first</source>
        <translation>先显示网址，再由您决定是否打开</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <source>Off topic</source>
        <translation>与主题无关</translation>
    </message>
    <message>
        <source>Kept as a document; nothing in the library is drawn from it.</source>
        <translation>作为文献保留，资料库的内容不取自它。</translation>
    </message>
    <message>
        <source>Open the DOI of this document</source>
        <translation>打开本文献的 DOI</translation>
    </message>
    <message>
        <source>Sections of this document</source>
        <translation>本文献的章节</translation>
    </message>
    <message>
        <source>Go to a section</source>
        <translation>转到章节</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>A page ended here in the original</source>
        <translation>原文在此处换页</translation>
    </message>
    <message>
        <source>Original text: {title}</source>
        <translation>原文：{title}</translation>
    </message>
    <message>
        <source>Copied with citation.</source>
        <translation>已连同出处复制。</translation>
    </message>
    <message>
        <source>No original text is open. Follow a citation, or choose a document.</source>
        <translation>没有打开原文。请点一条引文，或选一篇文献。</translation>
    </message>
    <message>
        <source>Original text</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Enter: what is known of the words at the caret. Shift+arrows: select. 1 to 5: highlight. Delete: take the highlight away.</source>
        <translation>回车：光标处文字的相关内容。Shift+方向键：选择。1 至 5：高亮。Delete：去掉高亮。</translation>
    </message>
</context>
<context>
    <name>StatusButton</name>
    <message>
        <source>No status</source>
        <translation>无状态</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Status: {status}</source>
        <translation>状态：{status}</translation>
    </message>
    <message>
        <source>To read, read or checked</source>
        <translation>待读、已读或已核对</translation>
    </message>
</context>
<context>
    <name>StatusFilter</name>
    <message>
        <source>Without a status</source>
        <extracomment>Asks for what has no status.</extracomment>
        <translation>无状态的</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Shown in the tree: {what}</source>
        <translation>目录中显示：{what}</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>No tags yet. Write some under a note.</source>
        <translation>还没有标签。可在笔记下方填写。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>A new name counts everywhere; the name of another tag makes the two one. Ctrl+Z undoes.</source>
        <translation>改名对所有笔记生效；改成另一个标签的名称即合并。按 Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>a key of your choice</source>
        <translation>自选的快捷键</translation>
    </message>
    <message>
        <source>One field finds everything</source>
        <translation>一个搜索框，找到一切</translation>
    </message>
    <message>
        <source>Type a name, a code or any words, in Chinese or English. The results appear beside it; the arrow keys choose, Enter opens. {keys} leads here from everywhere.</source>
        <translation>输入名称、代号或任意词语，中英文均可。边输入边出结果，方向键选择，回车打开。在任何地方按 {keys} 都能回到这里。</translation>
    </message>
    <message>
        <source>The library as a tree</source>
        <translation>资料库目录树</translation>
    </message>
    <message>
        <source>An entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Names, facts, timeline and an article. Every number in the article and every row of the table of facts stands for a sentence in an original text.</source>
        <translation>名称、事实、时间线和正文。正文里的每个编号、事实表的每一行，都对应原文中的一句话。</translation>
    </message>
    <message>
        <source>The sentence it comes from</source>
        <translation>出处原句</translation>
    </message>
    <message>
        <source>A click on a fact, or Enter, opens its very words and lights them up. {keys} leads back, to the same place.</source>
        <translation>点击一条事实或按回车，原文中的那句话就会打开并亮起。按 {keys} 回到原处。</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Select words in an original text and press {keys}, or choose a colour.</source>
        <translation>在原文中选中文字，按 {keys}，或选一种颜色。</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写笔记</translation>
    </message>
    <message>
        <source>{keys} writes a note on the selected words. It is saved while you type.</source>
        <translation>按 {keys} 为选中的文字写笔记，边写边保存。</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>{keys} keeps an entry or a passage in one of your folders.</source>
        <translation>按 {keys} 把条目或段落收进您的书签文件夹。</translation>
    </message>
    <message>
        <source>Every command</source>
        <translation>所有命令</translation>
    </message>
    <message>
        <source>{keys} finds any command by a few letters of its name. {shortcuts} lists all keys and changes them. This tour is in the menu Help.</source>
        <translation>按 {keys}，输入命令名称的几个字即可找到任何命令。按 {shortcuts} 列出并修改全部快捷键。这个导览在“帮助”菜单里。</translation>
    </message>
    <message>
        <source>Therapies, companies, policies and documents. Below are your bookmarks, notes and history. {keys} leads to the tree, F6 from pane to pane.</source>
        <translation>疗法、企业、政策和文献。下方是您的书签、笔记和浏览记录。按 {keys} 回到目录树，按 F6 依次切换窗格。</translation>
    </message>
</context>
<context>
    <name>TourPanel</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Stop the tour</source>
        <translation>结束导览</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
</context>
<context>
    <name>TransferReport</name>
    <message>
        <source>What was imported</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>Details of the import</source>
        <translation>导入详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>There are no notes to export.</source>
        <translation>没有可导出的笔记。</translation>
    </message>
    <message>
        <source>Export notes</source>
        <translation>导出笔记</translation>
    </message>
    <message>
        <source>My notes</source>
        <translation>我的笔记</translation>
    </message>
    <message>
        <source>There are no bookmarks to export.</source>
        <translation>没有可导出的书签。</translation>
    </message>
    <message>
        <source>Export bookmarks</source>
        <translation>导出书签</translation>
    </message>
    <message>
        <source>My bookmarks</source>
        <translation>我的书签</translation>
    </message>
    <message>
        <source>Import notes</source>
        <translation>导入笔记</translation>
    </message>
    <message>
        <source>Import bookmarks</source>
        <translation>导入书签</translation>
    </message>
    <message>
        <source>{name} exists already. Replace it?</source>
        <translation>{name} 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Another file is being written or read. Wait a moment.</source>
        <translation>另一个文件正在读写，请稍候。</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Something was changed since; undo it step by step.</source>
        <translation>此后又有改动，请逐步撤销。</translation>
    </message>
    <message>
        <source>Files that can be imported</source>
        <translation>可导入的文件</translation>
    </message>
    <message>
        <source>Notes exported to {name}: {count}</source>
        <translation>已将 {count} 条笔记导出到 {name}。</translation>
    </message>
    <message>
        <source>Bookmarks exported to {name}: {count}</source>
        <translation>已将 {count} 个书签导出到 {name}。</translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Delete {count} for good? This cannot be undone.</source>
        <translation>彻底删除这 {count} 项？此操作无法撤销。</translation>
    </message>
    <message>
        <source>(no text)</source>
        <translation>（无文字）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>with {count} bookmarks</source>
        <translation>含 {count} 个书签</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>What you delete stays here for {days} days; then it goes for good.</source>
        <translation>删除的内容在这里保留 {days} 天，之后彻底删除。</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Restored: {count}</source>
        <translation>已恢复 {count} 项</translation>
    </message>
</context>
<context>
    <name>TreeField</name>
    <message>
        <source>Filter by name, pinyin or initials</source>
        <translation>按名称、拼音或首字母筛选</translation>
    </message>
    <message>
        <source>Filter the tree by name</source>
        <translation>按名称筛选目录</translation>
    </message>
    <message>
        <source>The tree is narrowed while you type. Down leads into it, Enter opens the first.</source>
        <translation>输入时目录随之缩小；按向下键进入目录，回车打开第一项。</translation>
    </message>
</context>
<context>
    <name>TreeModel</name>
    <message>
        <source>later</source>
        <translation>此后出现</translation>
    </message>
    <message>
        <source>Level {level}, {row} of {rows}</source>
        <translation>第 {level} 级，第 {row} 项，共 {rows} 项</translation>
    </message>
</context>
<context>
    <name>TreeNames</name>
    <message>
        <source>Nothing in the library is called “{text}”. Ctrl+L searches all texts.</source>
        <translation>资料库里没有叫“{text}”的。按 Ctrl+L 搜索全文。</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 项</translation>
    </message>
    <message>
        <source>Did you mean: {names}</source>
        <translation>您是不是要找：{names}</translation>
    </message>
    <message>
        <source>By pinyin: {names}</source>
        <translation>按拼音找到：{names}</translation>
    </message>
</context>
<context>
    <name>TreeOptions</name>
    <message>
        <source>Therapies</source>
        <translation>疗法</translation>
    </message>
    <message>
        <source>Companies</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>政策</translation>
    </message>
    <message>
        <source>by modality</source>
        <translation>按疗法类别</translation>
    </message>
    <message>
        <source>by indication</source>
        <translation>按适应症</translation>
    </message>
    <message>
        <source>by target</source>
        <translation>按靶点</translation>
    </message>
    <message>
        <source>by status</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>by country</source>
        <translation>按国家</translation>
    </message>
    <message>
        <source>by role</source>
        <translation>按角色</translation>
    </message>
    <message>
        <source>by issuer</source>
        <translation>按发布机构</translation>
    </message>
    <message>
        <source>by year</source>
        <translation>按年份</translation>
    </message>
    <message>
        <source>by kind</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Grouping of the tree</source>
        <translation>目录的分组方式</translation>
    </message>
    <message>
        <source>How therapies, companies and policies are grouped</source>
        <translation>疗法、企业和政策按什么分组</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>The library as known on a date (YYYY, YYYY-MM or YYYY-MM-DD): what came later is grey</source>
        <translation>截至某一日期已知的内容（YYYY、YYYY-MM 或 YYYY-MM-DD）：此后出现的显示为灰色</translation>
    </message>
    <message>
        <source>As of: any time</source>
        <translation>截至：不限</translation>
    </message>
</context>
<context>
    <name>TreePage</name>
    <message>
        <source>This library holds nothing yet.</source>
        <translation>资料库里还没有内容。</translation>
    </message>
    <message>
        <source>Library tree</source>
        <translation>资料库目录</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open beside the original</source>
        <translation>与原文并排打开</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>在新标签页中打开</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing here has this status. Mark an entry or a document as to read (Ctrl+Shift+U), read (Ctrl+Shift+R) or checked (Ctrl+Shift+K).</source>
        <translation>没有这种状态的内容。可将条目或文献标为待读（Ctrl+Shift+U）、已读（Ctrl+Shift+R）或已核对（Ctrl+Shift+K）。</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>add note</source>
        <extracomment>What each label of a step means; ``{count}`` is how many things.</extracomment>
        <translation>添加笔记</translation>
    </message>
    <message>
        <source>remove note</source>
        <translation>移除笔记</translation>
    </message>
    <message>
        <source>delete note</source>
        <translation>删除笔记</translation>
    </message>
    <message>
        <source>restore note</source>
        <translation>恢复笔记</translation>
    </message>
    <message>
        <source>edit note</source>
        <translation>编辑笔记</translation>
    </message>
    <message>
        <source>change colour</source>
        <translation>更改颜色</translation>
    </message>
    <message>
        <source>change tags</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>move note</source>
        <translation>移动笔记</translation>
    </message>
    <message>
        <source>add bookmark</source>
        <translation>添加书签</translation>
    </message>
    <message>
        <source>remove bookmark</source>
        <translation>移除书签</translation>
    </message>
    <message>
        <source>delete bookmark</source>
        <translation>删除书签</translation>
    </message>
    <message>
        <source>restore bookmark</source>
        <translation>恢复书签</translation>
    </message>
    <message>
        <source>edit bookmark</source>
        <translation>编辑书签</translation>
    </message>
    <message>
        <source>rename bookmark</source>
        <translation>重命名书签</translation>
    </message>
    <message>
        <source>move bookmark</source>
        <translation>移动书签</translation>
    </message>
    <message>
        <source>add folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>remove folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>delete folder</source>
        <translation>删除文件夹</translation>
    </message>
    <message>
        <source>restore folder</source>
        <translation>恢复文件夹</translation>
    </message>
    <message>
        <source>edit folder</source>
        <translation>编辑文件夹</translation>
    </message>
    <message>
        <source>rename folder</source>
        <translation>重命名文件夹</translation>
    </message>
    <message>
        <source>move folder</source>
        <translation>移动文件夹</translation>
    </message>
    <message>
        <source>set status</source>
        <translation>设置状态</translation>
    </message>
    <message>
        <source>clear status</source>
        <translation>清除状态</translation>
    </message>
    <message>
        <source>change status</source>
        <translation>更改状态</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation>撤销：{step}</translation>
    </message>
    <message>
        <source>Redo: {step}</source>
        <translation>重做：{step}</translation>
    </message>
    <message>
        <source>Done again: {step}</source>
        <translation>已重做：{step}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>已撤销：{step}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>The note you are writing could not be saved. Close again to leave without it.</source>
        <translation>正在写的笔记无法保存。再次关闭将不保存而退出。</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Switch to {language}</source>
        <translation>切换到 {language}</translation>
    </message>
    <message>
        <source>Contents of the library</source>
        <translation>资料库内容</translation>
    </message>
    <message>
        <source>{entries} entries · {documents} documents</source>
        <translation>{entries} 个条目 · {documents} 篇文献</translation>
    </message>
    <message>
        <source>Status line</source>
        <translation>状态栏</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>No tab has been closed.</source>
        <translation>没有关闭过标签页。</translation>
    </message>
    <message>
        <source>Open an original text first.</source>
        <translation>请先打开一篇原文。</translation>
    </message>
    <message>
        <source>A note in the second original is not saved yet; it stays open.</source>
        <translation>第二篇原文中有笔记尚未保存，因此没有关闭它。</translation>
    </message>
    <message>
        <source>Choose a result, a fact, a link or a document first.</source>
        <translation>请先选择一条结果、事实、链接或一篇文献。</translation>
    </message>
</context>
<context>
    <name>WindowPanes</name>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Entry page</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Original text</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>窗格</translation>
    </message>
    <message>
        <source>Border between two panes</source>
        <translation>两个窗格之间的分界</translation>
    </message>
</context>
<context>
    <name>colours</name>
    <message>
        <source>yellow</source>
        <extracomment>The same as lines that are drawn, for the second and third of highlights that lie over each other. The same in the little room of a sample: lengths of strokes and gaps in widths of the line.</extracomment>
        <translation>黄色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>紫色</translation>
    </message>
</context>
</TS>
