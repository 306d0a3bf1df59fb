/// Who may use the console: tokens, sessions, and what browsers are told and asked for.
@NullMarked
package dev.ringback.console.door;

import org.jspecify.annotations.NullMarked;
