/// Good calls beside what is meant to disturb them.
@NullMarked
package dev.ringback.bench.run.abuse;

import org.jspecify.annotations.NullMarked;
