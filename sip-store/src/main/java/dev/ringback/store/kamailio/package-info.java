/// Kamailio's table of users as text, in the forms in which its databases give it away.
@NullMarked
package dev.ringback.store.kamailio;

import org.jspecify.annotations.NullMarked;
