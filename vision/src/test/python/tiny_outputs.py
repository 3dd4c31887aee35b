"""Outputs of PyTorch for the networks of TinyPack.write(folder, 7), the goldens of TinyNetworksTest.

Usage: python tiny_outputs.py FOLDER > tiny-outputs.json
Needs torch, transformers 5, onnx, onnxruntime. Fails unless both agree; says how well on standard error.
"""
import json
import sys

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import numpy_helper
from transformers import (CLIPTextConfig, CLIPTextModelWithProjection, CLIPVisionConfig,
                          CLIPVisionModelWithProjection, Dinov2Config, Dinov2Model)

D = sys.argv[1] + "/"


def note(*values):
    print(*values, file=sys.stderr)


def weights(f): return {i.name:torch.from_numpy(numpy_helper.to_array(i).copy()) for i in onnx.load(f).graph.initializer}
def load(model,w,skip=()):
    sd = model.state_dict()
    new = {}
    names = set()
    for k,v in sd.items():
        if k in skip or k.endswith('position_ids'): continue
        k2=k.replace('attention.o_proj','attention.output.dense')
        for a,b in (('q','query'),('k','key'),('v','value')): k2=k2.replace('.attention.%s_proj'%a,'.attention.attention.'+b)
        x=w.get(k,w.get(k2)); names.add(k2); names.add(k)
        if x is None: 
            raise SystemExit('missing '+k)
        mod=model.get_submodule(k.rsplit('.',1)[0]) if '.' in k else None
        if isinstance(mod,torch.nn.Linear) and x.dim()==2: x=x.t()
        assert x.shape==v.shape,(k,x.shape,v.shape); new[k]=x.contiguous()
    r=model.load_state_dict(new,strict=False); note('not loaded:',r.missing_keys)
    used=names; note('unused weights:',[k for k in w if k not in used and not k.startswith(('number_','integer')) ])
def px(n,s):
    i=np.arange(n*3*s*s,dtype=np.int64); return (((i*7919)%1000).astype(np.float32)/500-1).reshape(n,3,s,s)
def cos(a,b):
    a=a.reshape(-1,a.shape[-1]).astype(np.float64);b=b.reshape(-1,b.shape[-1]).astype(np.float64)
    return ((a*b).sum(1)/np.linalg.norm(a,axis=1)/np.linalg.norm(b,axis=1)).min()
def run(f,feed): return ort.InferenceSession(D+f,providers=['CPUExecutionProvider']).run(None,feed)[0]
def agree(name,y,z):
    note(name,y.shape,cos(y,z),abs(y-z).max())
    assert cos(y,z)>=0.9999, name
gold={}
w=weights(D+'dense.onnx')
m=Dinov2Model(Dinov2Config(hidden_size=64,num_hidden_layers=2,num_attention_heads=4,image_size=112,patch_size=14,layer_norm_eps=1e-6,mlp_ratio=4)).eval()
load(m,w,skip=('embeddings.mask_token',))
x=px(2,112)
with torch.no_grad(): y=m(torch.from_numpy(x)).last_hidden_state.numpy()
z=run('dense.onnx',{'pixel_values':x}); agree('dino', y, z)
gold['dense']=[y[1,i].tolist() for i in (0,1,64)]
w=weights(D+'image.onnx')
m=CLIPVisionModelWithProjection(CLIPVisionConfig(hidden_size=64,intermediate_size=256,projection_dim=32,num_hidden_layers=2,num_attention_heads=4,image_size=64,patch_size=16,hidden_act='quick_gelu',layer_norm_eps=1e-5)).eval()
load(m,w)
x=px(2,64)
with torch.no_grad(): y=m(torch.from_numpy(x)).image_embeds.numpy()
z=run('image.onnx',{'pixel_values':x}); agree('clip image', y, z)
gold['image']=y.tolist()
w=weights(D+'text.onnx')
m=CLIPTextModelWithProjection(CLIPTextConfig(vocab_size=49408,hidden_size=32,intermediate_size=128,projection_dim=32,num_hidden_layers=2,num_attention_heads=4,max_position_embeddings=77,hidden_act='quick_gelu',layer_norm_eps=1e-5,eos_token_id=49407,bos_token_id=49406)).eval()
load(m,w)
ids=np.zeros((3,77),np.int32)
for r,t in enumerate([[49406,320,1125,539,320,2368,269,49407],[49406,49407],[49406]+[2368]*75+[49407]]): ids[r,:len(t)]=t
with torch.no_grad(): y=m(torch.from_numpy(ids.astype(np.int64))).text_embeds.numpy()
z=run('text.onnx',{'input_ids':ids}); agree('clip text', y, z)
gold['text']=y.tolist()
json.dump({k:[[round(v,6) for v in r] for r in rows] for k,rows in gold.items()},sys.stdout)
