/// Those who are measured: how each is started, and how it is stopped again.
@NullMarked
package dev.ringback.bench.run.contender;

import org.jspecify.annotations.NullMarked;
