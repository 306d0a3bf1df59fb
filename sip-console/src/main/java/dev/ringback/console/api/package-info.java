/// What the console answers, as openapi.yaml describes it.
@NullMarked
package dev.ringback.console.api;

import org.jspecify.annotations.NullMarked;
