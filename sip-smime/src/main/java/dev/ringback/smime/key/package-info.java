/// Keys and certificates of users: RFC 3261 §23.1, §23.2. Whom a certificate belongs to, whether it
/// is to be relied on, and files that keep them.
@NullMarked
package dev.ringback.smime.key;

import org.jspecify.annotations.NullMarked;
