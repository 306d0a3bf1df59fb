package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;

/// What the body of an INFO is for: RFC 6086 §7.2. One value.
///
/// @param name the name of the Info Package, compared letter for letter
/// @param parameters what the package defines; they do not count when names are compared
public record InfoPackage(String name, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<InfoPackage> FIELD =
            HeaderField.of(HeaderName.INFO_PACKAGE, ValueReaders.token(InfoPackage::new))
                    .defined(
                            "RFC 6086 §7.2",
                            """
                            Info-Package       = "Info-Package" HCOLON Info-package-type
                            Info-package-type  = Info-package-name *( SEMI Info-package-param )
                            Info-package-name  = token
                            Info-package-param = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   -   -   -   -   -   m*  -   -   -   -   .
                            """)
                    .checked(StrictChecks::parameters);

    /// Takes what can stand on the wire.
    ///
    /// @throws IllegalArgumentException if the name is no token
    public InfoPackage {
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
