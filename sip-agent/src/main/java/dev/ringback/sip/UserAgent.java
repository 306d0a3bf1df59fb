package dev.ringback.sip;

import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.Contact;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Reactions;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.subscription.EventPackage;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.SipsPolicy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A user with an address: it registers, calls and is called. Many share one [SipClient]; an idle
/// one holds no thread. Any thread.
public interface UserAgent extends AutoCloseable {
    /// What is done with something that came, on a virtual thread of its own; it may block.
    ///
    /// @param <T> what came
    @FunctionalInterface
    interface Handler<T> {
        /// Does it. What it throws ends what it was called for: a call with 500 or BYE.
        void handle(T came) throws Exception;
    }

    /// The address-of-record, with the display name.
    NameAddress address();

    /// Where it is heard: the Contact that it registers.
    NameAddress contact();

    /// Registers, and waits for the registrar. The binding refreshes itself.
    Registration register() throws SipException, InterruptedException;

    /// Registers.
    CompletableFuture<Registration> registerAsync();

    /// Asks the registrar what it has for the address, and changes nothing: RFC 3261 §10.2.3.
    List<Contact> bindings() throws SipException, InterruptedException;

    /// Calls somebody; does not wait.
    Call call(String target);

    /// Calls somebody; does not wait.
    Call call(String target, CallOptions options);

    /// The calls that are not over.
    List<Call> calls();

    /// Takes calls. Without a handler they are refused with 480. The handler may end before the
    /// call does, which goes on as it is; what it throws ends the call.
    UserAgent onCall(Handler<Call> handler);

    /// Decides about transfers that peers ask for. Without a handler they are declined, 603.
    UserAgent onTransfer(Handler<TransferRequest> handler);

    /// Sends a MESSAGE, RFC 3428.
    SipResponse sendMessage(String target, String text) throws SipException, InterruptedException;

    /// Takes messages. Without a handler they are refused with 405.
    UserAgent onMessage(Handler<IncomingRequest> handler);

    /// Takes requests of another method outside of calls.
    UserAgent onRequest(Method method, Handler<IncomingRequest> handler);

    /// Subscribes to events, and waits until the notifier accepts it.
    ///
    /// @param event the event package, such as `presence`
    /// @param listener hears each NOTIFY in order on one virtual thread
    Subscription subscribe(String target, String event, Consumer<SipRequest> listener)
            throws SipException, InterruptedException;

    /// Subscribes with header fields of the application.
    ///
    /// @param request a SUBSCRIBE with Event, and Expires where not an hour
    Subscription subscribe(OutgoingRequest request, Consumer<SipRequest> listener)
            throws SipException, InterruptedException;

    /// Takes subscriptions to an event package. Without a handler they are refused with 489. The
    /// handler has to accept or refuse within half a minute; one that it leaves is accepted.
    ///
    /// @param event the name of the package: `presence`, `message-summary`, `dialog`, or one of
    ///     the application
    UserAgent onSubscribe(String event, Handler<Subscriber> handler);

    /// Takes subscriptions to an event package of the application's making.
    UserAgent onSubscribe(EventPackage event, Handler<Subscriber> handler);

    /// Publishes event state under the own address, and waits until the server accepts it.
    ///
    /// @param event the event package, such as `presence`
    Publication publish(String event, Body state) throws SipException, InterruptedException;

    /// Publishes with header fields of the application.
    ///
    /// @param request a PUBLISH with Event and body, and Expires where not an hour
    Publication publish(OutgoingRequest request) throws SipException, InterruptedException;

    /// Asks what somebody can do: OPTIONS, RFC 3261 §11.
    SipResponse options(String target) throws SipException, InterruptedException;

    /// Sends any request outside of a call as this user, and waits for its final response.
    ///
    /// @throws SipException where that is not a 2xx
    SipResponse send(OutgoingRequest request) throws SipException, InterruptedException;

    /// Sends any request outside of a call as this user.
    CompletableFuture<SipResponse> sendAsync(OutgoingRequest request);

    /// Ends its calls and subscriptions, takes its registration back, and waits for all of that.
    @Override
    void close();

    /// Sets up a [UserAgent].
    interface Builder {
        /// The name beside the address.
        Builder displayName(String name);

        /// The password; the user name is that of the address.
        Builder password(String password);

        /// Credentials of any realm.
        Builder credentials(String username, String password);

        /// Credentials of one realm.
        Builder credentials(String realm, String username, String password);

        /// The proxies that every request outside of a dialog goes to first, as URIs: a preloaded
        /// route set, RFC 3261 §8.1.1.1. One without `lr` gets it.
        Builder proxy(String... routes);

        /// Registers over a flow to each of these proxies and is reached by whichever is there (RFC
        /// 5626), keeps the flows alive, and makes them anew when they fail. Requests outside of
        /// dialogs go to the first proxy that is there.
        ///
        /// @param instance the URN of the device, such as `urn:uuid:…`, the same at every start
        /// @param proxies the outbound proxies as URIs; none for one flow to the registrar
        /// @throws IllegalArgumentException if the instance is no URN
        Builder outbound(String instance, String... proxies);

        /// Registers as this device, and is reached within its dialogs by the address that the
        /// registrar gives it, whichever way leads there: GRUU, RFC 5627 §4. [#outbound] does that
        /// too.
        ///
        /// @param urn the URN of the device, such as `urn:uuid:…`, the same at every start
        /// @throws IllegalArgumentException if it is no URN
        Builder instance(String urn);

        /// The registrar, where it is not the domain of the address.
        Builder registrar(String uri);

        /// How long to register; an hour by default.
        Builder expires(Duration time);

        /// The user part of the Contact; random by default.
        Builder contactUser(String user);

        /// The media of its calls; [MediaFactory#signallingOnly] by default.
        Builder media(MediaFactory factory);

        /// A header line in every request outside of dialogs.
        Builder header(String name, String value);

        /// Serves requests for users whom no other agent of the client serves, as well.
        Builder anybody();

        /// By which scheme it may be called; by either one by default: RFC 5630 §5.1.2. It
        /// registers and calls by SIPS where its address, or whom it calls, is a `sips` URI.
        Builder sips(SipsPolicy policy);

        /// Changes how it reacts to responses: each of the 51 response codes has its default and
        /// its switch. The hooks are called on the stack's thread.
        Builder reactions(UnaryOperator<Reactions.Builder> change);

        /// Changes what it can do, as OPTIONS tells: methods, extensions, types of body, languages.
        Builder capabilities(UnaryOperator<Capabilities> change);

        /// What its calls want of session timers, RFC 4028; by default they take part in the
        /// peer's.
        Builder sessionTimer(TimerPolicy policy);

        /// Believes these elements, by the address that requests come from, when they say who
        /// calls: [Call#asserted], RFC 3325 §8. Name your own proxies, and only where the network
        /// keeps forged addresses out. Nobody by default.
        Builder trusting(Predicate<InetAddress> elements);

        /// Signs, encrypts and opens bodies.
        Builder protection(BodyProtection protection);

        /// Makes it.
        UserAgent build();
    }
}
