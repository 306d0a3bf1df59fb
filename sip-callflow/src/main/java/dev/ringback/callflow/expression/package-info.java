/// A small typed language of questions about calls and their messages, for filters and for tests
/// from the command line. It always ends and changes nothing.
@NullMarked
package dev.ringback.callflow.expression;

import org.jspecify.annotations.NullMarked;
