/// `ringback flow`: calls as ladders, on a terminal, as files and for tests.
@NullMarked
package dev.ringback.cli.flow;

import org.jspecify.annotations.NullMarked;
