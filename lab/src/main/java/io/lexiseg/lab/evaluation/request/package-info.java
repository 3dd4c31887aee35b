/** What people type to say what is evaluated. */
@NullMarked
package io.lexiseg.lab.evaluation.request;

import org.jspecify.annotations.NullMarked;
