/** The look of the page: the application's colours and type, light and dark as the reader's system has it, and on paper. */
export const style = `
:root{color-scheme:light dark;--paper:#fdfcfa;--sunk:#f5f3ef;--ink:#211e1a;--ink-2:#565149;--line:#e4e0d8;--edge:#8d867b;--accent:#0d5c5c;--link:#0b4f6c;--amber:#854f00;--amber-soft:#faefd6;--accent-soft:#e0eeeb}
@media (prefers-color-scheme:dark){:root{--paper:#1a1917;--sunk:#24221f;--ink:#ece9e3;--ink-2:#b8b2a8;--line:#3d3933;--edge:#7d766c;--accent:#63c3ba;--link:#85c9e6;--amber:#e5b45c;--amber-soft:#362a13;--accent-soft:#173431}}
*{box-sizing:border-box}
html{scroll-padding-top:3.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Inter,"Segoe UI",system-ui,-apple-system,"Noto Sans","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
.page{display:grid;grid-template-columns:minmax(0,1fr);max-width:74rem;margin:0 auto;padding:0 1.5rem;column-gap:3.5rem}
.running{position:sticky;top:0;z-index:1;display:flex;gap:1rem;align-items:baseline;padding:.5rem max(1.5rem,calc((100vw - 74rem)/2 + 1.5rem));background:var(--paper);border-bottom:1px solid var(--line);font-size:.8rem;color:var(--ink-2)}
.running .name{margin-inline-end:auto}.running .draft{color:var(--amber);font-weight:700}.running .label{padding:.05rem .45rem;font-size:.7rem;color:var(--ink)}
.mark{display:none}
.skip{position:absolute;left:-99rem;padding:.5rem .75rem;background:var(--paper)}
.skip:focus{left:.5rem;top:.5rem;z-index:2}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
h1,h2,h3,h4,h5,h6,.h7{line-height:1.25;margin:2em 0 .5em;text-wrap:balance}
h1{font-size:2.1rem;margin:.2em 0 .3em;letter-spacing:-.015em}
h2{font-size:1.5rem;margin-top:2.2em}main>h2{border-top:1px solid var(--edge);padding-top:.8em}
h3{font-size:1.17rem}h4{font-size:1rem}h5,h6,.h7{font-size:.95rem;color:var(--ink-2)}.h7{font-weight:700}
.number{color:var(--ink-2);display:inline-block;min-width:1.6em;margin-inline-end:.4em;font-weight:inherit}
p,ul,ol,pre,blockquote,figure,dl,.wide,.notice{margin:0 0 1em}
main p,main li,main blockquote{max-width:42rem}main [dir=rtl],main [dir=rtl] li{max-width:none}
.title{padding:3.5rem 0 1.5rem;max-width:46rem}
.organisation{display:flex;justify-content:space-between;gap:1rem;align-items:baseline;font-weight:650;margin-bottom:2.5rem}.label{border:1px solid currentColor;padding:.2rem .6rem;font-size:.75rem;font-weight:700;letter-spacing:.08em;text-transform:uppercase}.approved{color:var(--ink-2);font-weight:650;font-size:.88rem;margin:1.5rem 0 .4rem}
.kind{color:var(--accent);font-weight:650;margin:0}
.key{color:var(--ink-2);font-size:1.1rem}
nav{padding:1rem 0 2rem;font-size:.92rem}
nav h2{margin:0 0 .6em;font-size:1rem;color:var(--ink)}
nav ol{list-style:none;margin:0;padding:0}nav ol ol{padding-inline-start:1.6rem}
nav a{display:block;padding:.2rem 0;color:var(--ink-2);text-decoration:none}nav a:hover{color:var(--link);text-decoration:underline}
@media (min-width:64rem){.page{grid-template-columns:minmax(0,1fr) 15rem}.title{grid-column:1}.skip{grid-column:1}main{grid-column:1;grid-row:2}nav{grid-column:2;grid-row:1/span 2;padding-top:3.5rem}.end{grid-column:1}nav>div{position:sticky;top:3.75rem;max-height:calc(100vh - 5.25rem);overflow:auto;border-inline-start:1px solid var(--line);padding-inline-start:1.25rem}}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.muted{color:var(--ink-2)}
code,pre,.hash{font-family:"JetBrains Mono",ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em}
code{background:var(--sunk);padding:.1em .3em;border-radius:3px}
.hash{font-size:.75em;color:var(--ink-2);word-break:break-all}
pre{background:var(--sunk);padding:.8em 1em;border-radius:6px;overflow-x:auto;white-space:pre-wrap;tab-size:4;line-height:1.5}
pre code{padding:0;background:none;font-size:inherit}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid var(--edge);color:var(--ink-2)}
ul,ol{padding-inline-start:1.6rem}li{margin:.2em 0}li>p{margin-bottom:.4em}
li.task{list-style:none}li.task>.box{margin-inline-start:-1.5rem;display:inline-block;width:1.5rem;float:inline-start}
hr{border:0;border-top:1px solid var(--edge);margin:2em 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%;font-size:.9rem;line-height:1.45}
.columns{min-width:34rem;table-layout:fixed}
.many{table-layout:auto}.many th,.many td{overflow-wrap:break-word;max-width:24rem}
th,td{padding:.45rem .7rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-inline-start:.5rem}
thead th{color:var(--ink-2);font-weight:650;border-bottom:2px solid var(--edge);vertical-align:bottom}
td>:last-child,th>:last-child{margin-bottom:0}td>p,th>p{margin-bottom:.35em}
.right{text-align:end}.center{text-align:center}
.group th{background:var(--sunk);font-weight:650}
.marked>:nth-child(2){font-weight:650}.marked>:first-child{box-shadow:inset 4px 0 var(--accent)}
.marked:dir(rtl)>:first-child{box-shadow:inset -4px 0 var(--accent)}
.facts{display:grid;grid-template-columns:minmax(7rem,13rem) minmax(0,1fr);border-top:1px solid var(--line);font-size:.93rem}
.facts dt,.facts dd{margin:0;padding:.4rem 0;border-bottom:1px solid var(--line)}
.facts dt{color:var(--ink-2);padding-inline-end:1rem}.facts dd>:last-child{margin-bottom:0}
.notice{padding:.8rem 1rem;border-inline-start:4px solid var(--accent);background:var(--accent-soft);border-radius:0 6px 6px 0}
.notice.attention{border-color:var(--amber);background:var(--amber-soft)}
.notice-title{font-weight:700;letter-spacing:.02em;margin:0 0 .2em;color:var(--accent)}.attention>.notice-title{color:var(--amber)}
.notice>:last-child{margin-bottom:0}
.entry{border-top:1px solid var(--line);padding-top:1rem;margin-top:1.2rem}
.entry-label{color:var(--ink-2);font-size:.88rem;margin:0}.entry-title{font-weight:650;font-size:1.05rem;margin-bottom:.4em}
figure img{max-width:100%;height:auto;border:1px solid var(--line);background:#fff}
figcaption{font-size:.9rem;color:var(--ink-2);margin-top:.4em;max-width:42rem}figcaption strong{color:var(--ink)}
.not-shown{border:1px dashed var(--edge);border-radius:6px;padding:.7rem 1rem;margin:0}
.notes{border-top:1px solid var(--edge);margin-top:3rem;padding-top:1rem;font-size:.9rem}.notes h2{font-size:1rem;margin:0 0 .6em;color:var(--ink)}
sup{line-height:0}sup a{padding:.2em;text-decoration:none}
.end{color:var(--ink-2);font-size:.85rem;border-top:1px solid var(--line);margin-top:3rem;padding:1rem 0 3rem}
@media (max-width:40rem){.page{padding:0 1rem}.running{padding:.5rem 1rem}.running .name{display:none}.running .draft{margin-inline-end:auto}.title{padding-top:1.5rem}.organisation{margin-bottom:1.2rem}h1{font-size:1.6rem}.facts{grid-template-columns:minmax(0,1fr)}.facts dt{border-bottom:0;padding-bottom:0}.facts dd{padding-top:0}}
@page{margin:24mm 22mm 22mm;@top-left{font:8pt Inter,"Segoe UI",sans-serif;color:#444}@top-right{font:700 8pt Inter,"Segoe UI",sans-serif;color:#000}@bottom-left{font:8pt Inter,"Segoe UI",sans-serif;color:#444}@bottom-right{font:8pt Inter,"Segoe UI",sans-serif;color:#444}}
@media print{.running{position:static;display:block;padding:0;border:0;background:none}.running>*{display:none}.running>.mark{display:block;position:fixed;inset:0;z-index:-1;font-size:110pt;font-weight:700;color:#ececec;-webkit-print-color-adjust:exact;print-color-adjust:exact;line-height:1;text-align:center;padding-top:38vh;transform:rotate(-52deg)}:root{--paper:#fff;--sunk:#f2f2f2;--ink:#000;--ink-2:#444;--line:#ccc;--edge:#777;--accent:#000;--link:#000;--amber:#000;--amber-soft:#f2f2f2;--accent-soft:#f2f2f2}html{font-size:10pt}body{font-size:1rem}table{font-size:.85rem}th,td{padding:.3rem .45rem}.skip,nav{display:none}.page{display:block;max-width:none;padding:0}.title{break-after:page}thead{display:table-header-group}h2,h3,h4,thead,.entry-label,.group{break-after:avoid}tr,figure,.notice{break-inside:avoid}.wide{overflow:visible}.columns{min-width:0}.many{table-layout:fixed}.many th,.many td{overflow-wrap:anywhere}a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}}
`
  .trim()
  .replace(/\n/gu, '')
