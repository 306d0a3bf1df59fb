/// Who may do what: which domains are ours, who must prove who they are, and what is relayed. Pure.
@NullMarked
package dev.ringback.admission;

import org.jspecify.annotations.NullMarked;
