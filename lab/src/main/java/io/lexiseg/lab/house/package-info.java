/**
 * How large the house is: files, lines, packages and circles of a checkout or an earlier commit.
 */
@NullMarked
package io.lexiseg.lab.house;

import org.jspecify.annotations.NullMarked;
