package io.lexiseg.processor.http;

/**
 * Where health and metrics are served.
 *
 * @param address host name or address to listen on
 * @param port 0..65535; 0 takes any free one
 */
public record HttpSettings(String address, int port) {}
