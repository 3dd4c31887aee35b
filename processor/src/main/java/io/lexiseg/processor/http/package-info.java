/** Hides what keeps an HTTP server of the JDK answering whatever is sent to it. */
@NullMarked
package io.lexiseg.processor.http;

import org.jspecify.annotations.NullMarked;
