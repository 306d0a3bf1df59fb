package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// Whether a REFER makes a subscription to its result: RFC 4488 §4. One value.
///
/// @param subscribed whether it does
/// @param parameters what extensions define
public record ReferSub(boolean subscribed, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<ReferSub> FIELD =
            HeaderField.of(HeaderName.REFER_SUB, ReferSub::read)
                    .defined(
                            "RFC 4488 §4",
                            """
                            Refer-Sub       = "Refer-Sub" HCOLON refer-sub-value *(SEMI exten)
                            refer-sub-value = "true" / "false"
                            exten           = generic-param
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R,2xx    -      -   -   -   -   -   -   -   -   -   -   -   -   o   -
                            """)
                    .checked(StrictChecks::parameters);

    private static @Nullable ReferSub read(byte[] bytes, int start, int end) {
        int rest = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        boolean yes = Ascii.equalsIgnoreCase(bytes, start, rest, "true");
        boolean known = yes || Ascii.equalsIgnoreCase(bytes, start, rest, "false");
        Parameters read = known ? ValueReaders.parameters(bytes, rest, end) : null;
        return read == null ? null : new ReferSub(yes, read);
    }

    /// The wire form.
    @Override
    public String toString() {
        return subscribed + parameters.toString();
    }
}
