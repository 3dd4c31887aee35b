/** Measurements: how to start them; each benchmark lives in the package it measures. */
@NullMarked
package io.lexiseg.lab.speed;

import org.jspecify.annotations.NullMarked;
