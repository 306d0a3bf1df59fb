/// `ringback options` and `ringback register`: a user agent client on the real stack.
@NullMarked
package dev.ringback.cli.client;

import org.jspecify.annotations.NullMarked;
