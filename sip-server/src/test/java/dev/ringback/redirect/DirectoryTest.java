package dev.ringback.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.SipUri;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final AddressOfRecord JOHN = aor("john.smith");
    private static final AddressOfRecord MARY = aor("mary.smith");

    private final Directory directory = directory(Ambiguity.LIST);

    @Test
    void anAddressWithoutEntryIsItsOwnUser() {
        assertThat(directory.find(JOHN)).isEqualTo(new Directory.Found.User(JOHN));
        assertThat(Directory.EMPTY.find(aor("smith")))
                .isEqualTo(new Directory.Found.User(aor("smith")));
    }

    @Test
    void anAliasOfOneUserIsAnotherNameOfThatUser() {
        assertThat(directory.find(aor("johnny"))).isEqualTo(new Directory.Found.User(JOHN));
        assertThat(directory.find(aor("boss")))
                .as("a name of a name")
                .isEqualTo(new Directory.Found.User(JOHN));
        assertThat(answer("ceo").response().status()).as("a name of a moved user").isEqualTo(301);
    }

    @Test
    void aNameOfSeveralUsersIsAmbiguous() {
        Reply reply = answer("smith");
        assertThat(reply.response().status()).isEqualTo(485);
        assertThat(reply.response().values(HeaderName.CONTACT))
                .containsExactly("<sip:john.smith@example.com>", "<sip:mary.smith@example.com>");
        assertThat(reply.cause()).isEqualTo(found(Finding.AMBIGUOUS, "smith"));
    }

    @Test
    void theChoicesArePrivateWhereTheOperatorWantsIt() {
        Reply hidden = answer(directory(Ambiguity.HIDE), "smith");
        assertThat(hidden.response().status()).isEqualTo(485);
        assertThat(hidden.response().has(HeaderName.CONTACT)).isFalse();
        Reply denied = answer(directory(Ambiguity.DENY), "smith");
        assertThat(denied.response().status()).isEqualTo(404);
        assertThat(denied.cause())
                .as("we know better than we say")
                .isEqualTo(found(Finding.AMBIGUOUS, "smith"));
    }

    @Test
    void usersThatMovedOrAreGoneAreSaidTo() {
        Reply moved = answer("eve");
        assertThat(moved.response().status()).isEqualTo(301);
        assertThat(moved.response().values(HeaderName.CONTACT))
                .containsExactly("<sip:eve@new.example>");
        assertThat(moved.cause()).isEqualTo(found(Finding.MOVED, "eve"));
        Reply gone = answer("bob");
        assertThat(gone.response().status()).isEqualTo(410);
        assertThat(gone.cause()).isEqualTo(found(Finding.GONE, "bob"));
    }

    @Test
    void namesThatLeadInACircleLeadNowhere() {
        assertThat(answer("hen").response().status()).isEqualTo(404);
    }

    @Test
    void anAliasStandsForSomebody() {
        assertThatThrownBy(() -> new Directory.Entry.Alias(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Reply answer(String user) {
        return answer(directory, user);
    }

    private static Reply answer(Directory directory, String user) {
        var found = (Directory.Found.Elsewhere) directory.find(aor(user));
        var invite = Requests.of("INVITE sip:" + user + "@example.com");
        return new RedirectServer(() -> "tag").answer(invite, found);
    }

    private static Directory directory(Ambiguity ambiguity) {
        return new Directory(
                Map.of(
                        aor("smith"), new Directory.Entry.Alias(List.of(JOHN, MARY)),
                        aor("johnny"), new Directory.Entry.Alias(List.of(JOHN)),
                        aor("boss"), new Directory.Entry.Alias(List.of(aor("johnny"))),
                        aor("ceo"), new Directory.Entry.Alias(List.of(aor("eve"))),
                        aor("hen"), new Directory.Entry.Alias(List.of(aor("egg"))),
                        aor("egg"), new Directory.Entry.Alias(List.of(aor("hen"))),
                        aor("eve"),
                                new Directory.Entry.Moved(
                                        SipUri.of(false, "eve", "new.example", -1)),
                        aor("bob"), new Directory.Entry.Gone()),
                ambiguity);
    }

    private static Cause found(Finding finding, String user) {
        return new Cause.StoreAnswered(Store.SUBSCRIBERS, finding, user + "@example.com");
    }

    private static AddressOfRecord aor(String user) {
        return new AddressOfRecord(user, "example.com");
    }
}
