"""Token ids of open_clip, the goldens of ClipTokenizerTest.

Usage: python clip_tokens.py > clip-tokens.json
Needs open_clip_torch 3 and ftfy.
"""
import json
import random
import sys

from open_clip.tokenizer import SimpleTokenizer

t = SimpleTokenizer()
names="""aeroplane|bicycle|bird|boat|bottle|bus|car|cat|chair|cow|diningtable|dog|horse|motorbike|person|pottedplant|sheep|sofa|train|tvmonitor|traffic light|fire hydrant|stop sign|parking meter|wine glass|hot dog|teddy bear|hair drier|banner|building-other|wall-brick|wall-concrete|sky-other|playingfield|window-blind|structural-other|solid-other|chest of drawers|screen door|pool table|arcade machine|crt screen|bulletin board|trade name|conveyer belt|television receiver|bed |vegetation|terrain|rider|motorcycle""".split('|')
tmpl=["itap of a {}.","a bad photo of a {}.","a origami {}.","a photo of the large {}.","a {} in a video game.","art of the {}.","a photo of the small {}."]
texts=[]
for i,n in enumerate(names):
    texts.append(n); texts.append(tmpl[i%7].format(n))
texts+=["","   "," a  b\tc\nd ","Hello, World!","it's the dog's bone, isn't it? they're we've I'm I'll he'd","DON'T SHOUT'S","3.14159 and 2024-05-01","a1b2c3","foo_bar/baz\\qux","#hashtag @user $5 100%","e.g. i.e. etc...","naïve café résumé Ünïcödé","straße GROẞ","ΑΒΓ αβγ ΣΊΣΥΦΟΣ","Привет мир","日本語のテキスト","中文分割","한국어","עברית","العربية","हिन्दी","😀 smile 👍🏽 👨‍👩‍👧","“curly” ‘quotes’ – dash — em… ellipsis","ﬁne ﬂow oﬃce","Ｆｕｌｌ　ｗｉｄｔｈ １２３","½ ¼ ² ³ ① Ⅷ ٣","tab\there","non\u00a0breaking","zero\u200bwidth","soft\u00adhyphen","e\u0301 combining","Å Å","İstanbul ISPARTA ı","x"*200,"supercalifragilisticexpialidocious pneumonoultramicroscopicsilicovolcanoconiosis","word "*100,"1234567890"*10,"!!!???...;;;:::","---===+++***","<tag attr=\"v\">","a.b.c.d","http://example.com/path?q=1&r=2","C++ C# F# .NET","R&D AT&T","snow\u2603man \u2764\ufe0f","fuer \u00df","control\x00\x07char\x1b[31mred","line\r\nbreak\x0bvt\x0cff","\ufeffbom","math ∑∫√∞≠≤≥ × ÷ ±","arrows ←→↔","currency €£¥₹₿","greek ﬀ ligature Ĳssel ĳs","ŉ hetzelfde","'s 't 're 've 'm 'll 'd ' s","''quoted''","o'clock rock'n'roll y'all'd've","100m 5k run","MiXeD CaSe","trailing.","(parentheses) [brackets] {braces}","~tilde` ^caret | pipe","a photo of a road, car, sky"]
rnd = random.Random(11)
alph = "abcdefghijklmnopqrstuvwxyz      0123456789-.,'éüßñ東京й"
for k in range(120):
    texts.append("".join(rnd.choice(alph) for _ in range(rnd.randint(1,60))))
vocab=[w[:-4] for w in t.encoder if w.endswith('</w>') and w[:-4].isalpha() and w.isascii() and len(w)>7]
for k in range(60):
    texts.append(" ".join(rnd.choice(vocab) for _ in range(rnd.randint(1,8))))
out = []
for s in texts:
    ids = t([s])[0].tolist()
    while ids and ids[-1] == 0:
        ids.pop()
    out.append({"text": s, "ids": ids})
json.dump(out, sys.stdout)
