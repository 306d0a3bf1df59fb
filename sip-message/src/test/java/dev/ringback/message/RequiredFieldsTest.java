package dev.ringback.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.HeaderUse;
import dev.ringback.header.Method;
import dev.ringback.header.Presence;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.text.NameTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiredFieldsTest {
    private static final List<Method> METHODS =
            List.of(
                    Method.INVITE,
                    Method.ACK,
                    Method.BYE,
                    Method.CANCEL,
                    Method.REGISTER,
                    Method.OPTIONS,
                    Method.PRACK,
                    Method.UPDATE,
                    Method.INFO,
                    Method.MESSAGE,
                    Method.SUBSCRIBE,
                    Method.NOTIFY,
                    Method.REFER,
                    Method.PUBLISH,
                    Method.of("NEWTHING"));

    @Test
    void isMissingWhatTheTablesMakeMandatoryAndNothingElse() {
        Set<HeaderName> ever = new HashSet<>();
        for (Method method : METHODS) {
            for (int status = 0; status < 700; status = status == 0 ? 100 : status + 1) {
                Set<HeaderName> found = allMissing(method, status);
                assertThat(found).as(method + " " + status).isEqualTo(mandatory(method, status));
                ever.addAll(found);
            }
        }
        assertThat(ever).contains(HeaderName.CONTACT, HeaderName.ALLOW, HeaderName.MIN_EXPIRES);
    }

    private static Set<HeaderName> allMissing(Method method, int status) {
        Set<HeaderName> there = new HashSet<>();
        HeaderName missing = RequiredFields.missing(method, status, there::contains);
        while (missing != null) {
            assertThat(there.add(missing)).isTrue();
            missing = RequiredFields.missing(method, status, there::contains);
        }
        return there;
    }

    private static Set<HeaderName> mandatory(Method method, int status) {
        Set<HeaderName> mandatory = new HashSet<>();
        for (HeaderField<?> field : HeaderCatalog.standard().fields()) {
            int number = field.name().number();
            boolean base = number >= 0 && number <= NameTable.LAST_BASE;
            HeaderUse use = field.use();
            Presence presence =
                    status == 0 ? use.inRequest(method) : use.inResponse(method, status);
            if (!base && presence == Presence.MANDATORY) {
                mandatory.add(field.name());
            }
        }
        return mandatory;
    }
}
