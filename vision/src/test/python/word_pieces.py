"""Token ids of the tokenizers library on a small vocabulary, the goldens of WordPieceTokenizerTest.

Usage: python word_pieces.py clip-tokens.json FOLDER
Writes wordpiece-vocab.txt and wordpiece-tokens.json. Needs tokenizers.
"""
import collections
import json
import os
import sys

from tokenizers import BertWordPieceTokenizer
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

texts = [x["text"] for x in json.load(open(sys.argv[1]))]
texts += ["東京タワー", "nai\u0308ve", "A" * 120, "b" * 100 + " end", "word " * 300]
os.chdir(sys.argv[2])
# own small vocabulary: letters, their continuations, frequent words of the texts
words=collections.Counter(w for s in texts for w,_ in BertPreTokenizer().pre_tokenize_str(BertNormalizer().normalize_str(s)))
vocab=["[PAD]","[UNK]","[CLS]","[SEP]","[MASK]"]
chars=sorted({c for w in words for c in w if ord(c)<0x400})
vocab+=chars+["##"+c for c in chars]
vocab+=sorted({w for w,n in words.items() if len(w)>1 and n>=2 and ord(max(w))<0x400 and len(w)<30})
pieces=collections.Counter(w[i:i+k] for w in words for k in (2,3,4) for i in range(1,len(w)-k+1) if w.isascii() and w.isalpha())
vocab+=["##"+p for p,_ in pieces.most_common(300)]
vocab+=["東","京"]
vocab=list(dict.fromkeys(vocab))
open('wordpiece-vocab.txt','w').write("\n".join(vocab)+"\n")
b=BertWordPieceTokenizer('wordpiece-vocab.txt',lowercase=True); b.enable_truncation(64)
texts2=[s for i,s in enumerate(texts) if i>=100 or i%4==0]
json.dump([{"text":s,"ids":b.encode(s).ids} for s in texts2],open('wordpiece-tokens.json','w'))
