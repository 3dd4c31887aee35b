"""Resized pictures of torch and OpenCV, the goldens of ResamplerTest.

Usage: python resampling.py > resampling.json
Needs torch, numpy, opencv.
"""
import json
import sys

import cv2
import numpy as np
import torch
import torch.nn.functional as F

# seeded picture: value = (x*37 + y*91 + c*53 + x*y*7) mod 256
def img(h,w):
    y,x,c=np.meshgrid(np.arange(h),np.arange(w),np.arange(3),indexing='ij')
    return ((x*37+y*91+c*53+x*y*7)%256).astype(np.uint8)
out=[]
for (h,w,H,W) in [(448,448,518,518),(448,448,224,224),(30,50,14,9),(9,7,20,31),(1,1,5,4),(448,597,224,224)]:
    a=img(h,w); t=torch.from_numpy(a.astype(np.float32)).permute(2,0,1)[None]
    for m in ['bilinear','bicubic']:
        r=F.interpolate(t,size=(H,W),mode=m,align_corners=False)[0].numpy()
        out.append((m,h,w,H,W,r))
    if h>=H and w>=W:
        r=cv2.resize(a.astype(np.float32),(W,H),interpolation=cv2.INTER_AREA)
        out.append(('area',h,w,H,W,r.transpose(2,0,1)))
rows=[]
rng=np.random.RandomState(5)
for m,h,w,H,W,r in out:
    pts=[[int(rng.randint(3)),int(rng.randint(H)),int(rng.randint(W))] for _ in range(12)]
    rows.append(dict(mode=m,h=h,w=w,H=H,W=W,points=[p+[float(r[p[0],p[1],p[2]])] for p in pts],mean=float(r.astype(np.float64).mean()),squares=float((r.astype(np.float64)**2).mean())))
json.dump(rows,sys.stdout,indent=None)
