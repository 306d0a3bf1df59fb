/// `ringback codes`: what each response code means, who sends it and why, and how to provoke it.
@NullMarked
package dev.ringback.cli.codes;

import org.jspecify.annotations.NullMarked;
