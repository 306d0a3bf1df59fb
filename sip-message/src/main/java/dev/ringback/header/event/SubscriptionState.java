package dev.ringback.header.event;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.header.ValueShape;
import dev.ringback.text.Ascii;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What has become of a subscription: RFC 6665 §8.2.3. One value.
///
/// @param state `active`, `pending`, `terminated` or another token, in lower case
/// @param parameters `reason`, `expires`, `retry-after` and others
public record SubscriptionState(String state, Parameters parameters) {
    private static final String CLAUSE = "RFC 6665 §8.4";

    private static final ParameterRules RULES =
            ParameterRules.NONE
                    .with("reason", ValueShape.TOKEN, CLAUSE)
                    .with("expires", ValueShape.SECONDS, CLAUSE)
                    .with("retry-after", ValueShape.SECONDS, CLAUSE);

    /// How it is read.
    public static final HeaderField<SubscriptionState> FIELD =
            HeaderField.of(
                            HeaderName.SUBSCRIPTION_STATE,
                            ValueReaders.token(SubscriptionState::new))
                    .defined(
                            "RFC 6665 §8.2.3",
                            """
                            Subscription-State = "Subscription-State" HCOLON substate-value
                                                 *( SEMI subexp-params )
                            substate-value     = "active" / "pending" / "terminated"
                                                 / extension-substate
                            extension-substate = token
                            subexp-params      = ("reason" EQUAL event-reason-value)
                                                 / ("expires" EQUAL delta-seconds)
                                                 / ("retry-after" EQUAL delta-seconds)
                                                 / generic-param
                            event-reason-value = "deactivated" / "probation" / "rejected"
                                                 / "timeout" / "giveup" / "noresource"
                                                 / "invariant" / event-reason-extension
                            event-reason-extension = token
                            """)
                    .used(
                            """
                            where    proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R        -      -   -   -   -   -   -   -   -   -   -   -   m   -   -
                            """)
                    .checked(StrictChecks.parameters(RULES));

    /// Takes the state in lower case.
    ///
    /// @throws IllegalArgumentException if it is no token
    public SubscriptionState {
        if (!Ascii.isToken(state)) {
            throw new IllegalArgumentException("no state: " + state);
        }
        state = Ascii.lower(state);
    }

    /// Whether the subscription was accepted and is in force.
    public boolean active() {
        return state.equals("active");
    }

    /// Whether nobody has decided about the subscription yet.
    public boolean pending() {
        return state.equals("pending");
    }

    /// Whether the subscription is over.
    public boolean terminated() {
        return state.equals("terminated");
    }

    /// Why it is over, such as `timeout` or `noresource`, in lower case; null when it is not said:
    /// §4.1.3.
    public @Nullable String reason() {
        String reason = parameters.value("reason");
        return reason == null ? null : Ascii.lower(reason);
    }

    /// How long it lasts from now; null when it is absent or malformed.
    public @Nullable Duration expires() {
        return ValueReaders.duration(parameters.value("expires"));
    }

    /// How long to wait before subscribing again; null when it is absent or malformed.
    public @Nullable Duration retryAfter() {
        return ValueReaders.duration(parameters.value("retry-after"));
    }

    /// The wire form.
    @Override
    public String toString() {
        return state + parameters;
    }
}
