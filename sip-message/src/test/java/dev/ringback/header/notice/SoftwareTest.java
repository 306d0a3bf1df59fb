package dev.ringback.header.notice;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringback.header.StrictReading;
import dev.ringback.header.notice.Software.Comment;
import dev.ringback.header.notice.Software.Product;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareTest {
    private static Software software(String text) {
        return requireNonNull(UserAgent.FIELD.parse(text), text);
    }

    @Test
    void productsAndCommentsAreTold() {
        Software software = software("Softphone/Beta1.5 (a (b) \\) c) Lib / 2 Plain");
        assertThat(software.parts())
                .containsExactly(
                        new Product("Softphone", "Beta1.5"),
                        new Comment("a (b) \\) c"),
                        new Product("Lib", "2"),
                        new Product("Plain", null));
        assertThat(software.products()).hasSize(3);
        assertThat(software).hasToString("Softphone/Beta1.5 (a (b) \\) c) Lib / 2 Plain");
        assertThat(software.parts().getFirst()).hasToString("Softphone/Beta1.5");
        assertThat(software.parts().get(1)).hasToString("(a (b) \\) c)");
        assertThat(software.parts().get(3)).hasToString("Plain");
        assertThat(requireNonNull(Server.FIELD.parse("HomeServer v2")).products())
                .containsExactly(new Product("HomeServer", null), new Product("v2", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cisco/SPA303-7.4.9c|1|Cisco/SPA303-7.4.9c",
                "FPBX-2.8.1(1.8)|2|FPBX-2.8.1",
                "a/b/c|1|a/b/c",
                "Ex[1]:x@y|1|Ex[1]:x@y",
                "(open|1|(open",
                "/|1|/",
                "a/|1|a/",
                "a/ (b)|2|a/"
            })
    void whatPeersReallyWriteIsReadAsItGoes(String text, int parts, String first) {
        assertThat(software(text).parts()).hasSize(parts);
        assertThat(software(text).parts().getFirst()).hasToString(first);
        assertThat(UserAgent.FIELD.parse(software(text).toString())).isEqualTo(software(text));
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(UserAgent.FIELD.parse("a\nb")).isNull();
        assertThat(Server.FIELD.parse("a\u0000")).isNull();
        for (String wrong : List.of("a\r\nX: y", " a", "a ", "\u007f")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Software(wrong));
        }
        assertThat(software("").parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/1",
                "a / 1 (c) b",
                "(c)",
                "(a) (b)",
                "x(y)",
                "a /1 b/ 2",
                "Sïp",
                "("
            })
    void strictReadersWantProductsAndComments(String text) {
        List<String> problems = StrictReading.problems(Server.FIELD, text);
        switch (text) {
            case "x(y)", "Sïp" ->
                    assertThat(problems).containsExactly("error 1 Neither product nor comment");
            case "(" -> assertThat(problems).containsExactly("error 0 Neither product nor comment");
            default -> assertThat(problems).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|0", "a/|0", "a //b|0", "a (b) c:d|7", "a (b)c|5", "a b [c]|4"})
    void strictReadersPointAtTheFirstFault(String text, int offset) {
        assertThat(StrictReading.problems(UserAgent.FIELD, text))
                .containsExactly("error " + offset + " Neither product nor comment");
    }
}
