package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import org.jspecify.annotations.Nullable;

/// The event package that a subscription or publication is about: RFC 6665 §8.2.1. Compact form
/// `o`, one value.
///
/// @param type the package, with its templates: `presence.winfo`
/// @param parameters `id` and others
public record Event(String type, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<Event> FIELD =
            HeaderField.of(HeaderName.EVENT, ValueReaders.token(Event::new))
                    .defined(
                            "RFC 6665 §8.2.1",
                            """
                            Event         = ( "Event" / "o" ) HCOLON event-type
                                            *( SEMI event-param )
                            event-type    = event-package *( "." event-template )
                            event-package = token-nodot
                            event-param   = generic-param / ( "id" EQUAL token )
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   -   -   -   -   -   -   -   -   -   m   m   -   m
                            """)
                    .checked(StrictChecks::parameters);

    /// The `id` parameter, which tells subscriptions of one dialog apart, or null.
    public @Nullable String id() {
        return parameters.value("id");
    }

    /// The wire form.
    @Override
    public String toString() {
        return type + parameters;
    }
}
