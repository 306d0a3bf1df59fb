/// Several servers that share one table of bindings, each with connections of its own.
@NullMarked
package dev.ringback.cluster;

import org.jspecify.annotations.NullMarked;
