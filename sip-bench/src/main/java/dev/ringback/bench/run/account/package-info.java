/// What the operating system books for processes: CPU time, memory, and what the rest of the
/// machine did meanwhile. Linux only.
@NullMarked
package dev.ringback.bench.run.account;

import org.jspecify.annotations.NullMarked;
