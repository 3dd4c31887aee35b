package io.lexiseg.processor.health;

/**
 * How a process does.
 *
 * @param live whether it can go on; else it should be restarted
 * @param ready whether it segments frames now
 * @param detail why, for people
 */
public record Health(boolean live, boolean ready, String detail) {}
