package io.lexiseg.vision.mask;

/**
 * What one category covers in a mask.
 *
 * @param category mask value, 1..N
 * @param pixels pixels of the category, at least 1
 * @param meanScore mean winning score over them (score of Eq. 5 as implemented), 0..1
 * @param minY first row of the bounding box
 * @param minX first column
 * @param maxY last row, inclusive
 * @param maxX last column, inclusive
 */
public record CategoryStatistics(
    int category, long pixels, float meanScore, int minY, int minX, int maxY, int maxX) {}
