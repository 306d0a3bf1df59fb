/// `ringback explain`: what the server would do with a request, in text and JSON.
@NullMarked
package dev.ringback.cli.explain;

import org.jspecify.annotations.NullMarked;
