/// What response codes mean, who makes them and what clients do with them.
@NullMarked
package dev.ringback.callflow.codes;

import org.jspecify.annotations.NullMarked;
