/// Several servers with one table of bindings, in a Redis cluster of six processes.
@NullMarked
package dev.ringback.it.cluster;

import org.jspecify.annotations.NullMarked;
