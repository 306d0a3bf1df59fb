/// Commands that ask one thing, tell one thing, or wait for news: `ringback options`, `register`,
/// `message`, `subscribe` and `publish`, on the library.
@NullMarked
package dev.ringback.cli.message;

import org.jspecify.annotations.NullMarked;
