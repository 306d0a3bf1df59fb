/// How a running server is operated: reload, drain, backup.
@NullMarked
package dev.ringback.it.control;

import org.jspecify.annotations.NullMarked;
