package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;

/// What the sender takes INFO requests for: RFC 6086 §7.3. A comma list, empty for nothing.
///
/// The `m` that RFC 6086 has for INVITE is not for those who do not know of it: it is a `c` here.
///
/// @param name the name of the Info Package, compared letter for letter
/// @param parameters what the package defines; they do not count when names are compared
public record RecvInfo(String name, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<RecvInfo> FIELD =
            HeaderField.of(HeaderName.RECV_INFO, ValueReaders.token(RecvInfo::new))
                    .defined(
                            "RFC 6086 §7.3",
                            """
                            Recv-Info          = "Recv-Info" HCOLON [Info-package-type
                                                 *( COMMA Info-package-type )]
                            Info-package-type  = Info-package-name *( SEMI Info-package-param )
                            Info-package-name  = token
                            Info-package-param = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   c   -   o   o   o   -   -   -   -   -   .
                            2xx      -      -   -   -   o   -   -   o   o   -   -   -   -   -   .
                            1xx      -      -   -   -   o   -   -   -   -   -   -   -   -   -   .
                            469      -      -   -   -   -   -   -   -   -   m*  -   -   -   -   .
                            r        -      -   -   -   o   -   -   o   o   -   -   -   -   -   .
                            """)
                    .checked(StrictChecks::parameters);

    /// Takes what can stand on the wire.
    ///
    /// @throws IllegalArgumentException if the name is no token
    public RecvInfo {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("no Info Package: " + name);
        }
    }

    /// The wire form.
    @Override
    public String toString() {
        return name + parameters;
    }
}
