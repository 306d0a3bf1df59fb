/// Certificates for trying out: `ringback cert`.
@NullMarked
package dev.ringback.cli.cert;

import org.jspecify.annotations.NullMarked;
