package io.lexiseg.lab.camera;

/** Who may see a camera. */
record Login(String user, String password) {}
