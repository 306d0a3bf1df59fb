package dev.ringback.verdict;

import dev.ringback.body.BodyPart;
import dev.ringback.body.Multipart;
import dev.ringback.body.MultipartResult;
import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.sdp.SdpProblem;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.util.Arrays;
import java.util.List;

/// The body: its length, and whether it is what it is said to be.
final class BodyRules {
    private BodyRules() {}

    static void look(Examination examination) {
        int start = examination.bodyStart();
        int end = examination.bodyEnd();
        int rest = examination.bytes().length - end;
        if (start < 0) {
            return;
        }
        if (rest > 0) {
            examination.warning(
                    HeaderName.CONTENT_LENGTH,
                    end,
                    rest + " octets after the end of the body are ignored",
                    "RFC 3261 §18.3");
        }
        List<ContentType> types = examination.values(ContentType.FIELD);
        boolean encoded = examination.line(HeaderName.CONTENT_ENCODING) != null;
        if (end > start && !types.isEmpty() && !encoded) {
            content(examination, start, end, types.getFirst());
        }
    }

    private static void content(Examination examination, int start, int end, ContentType type) {
        byte[] body = Arrays.copyOfRange(examination.bytes(), start, end);
        if (type.is("application", "sdp")) {
            session(examination, body, start, "");
        } else if (type.type().equalsIgnoreCase("multipart") && type.boundary() != null) {
            multipart(examination, body, start, type);
        }
    }

    private static void session(Examination examination, byte[] body, int start, String where) {
        List<SdpProblem> problems =
                switch (SessionDescription.parse(body)) {
                    case SdpResult.Parsed parsed -> parsed.problems();
                    case SdpResult.Malformed malformed -> List.of(malformed.problem());
                };
        for (SdpProblem problem : problems) {
            int offset = where.isEmpty() ? start + problem.offset() : start;
            String text = where + "SDP line " + problem.line() + ": " + problem.text();
            switch (problem.severity()) {
                case ERROR -> examination.error(null, offset, text, problem.clause());
                case WARNING -> examination.warning(null, offset, text, problem.clause());
            }
        }
    }

    private static void multipart(
            Examination examination, byte[] body, int start, ContentType type) {
        switch (Multipart.parse(body, type)) {
            case MultipartResult.Parsed parsed ->
                    parts(examination, start, parsed.multipart().parts());
            case MultipartResult.Malformed bad ->
                    examination.error(null, start + bad.offset(), bad.text(), bad.clause());
        }
    }

    /// The session descriptions among the parts. Where a part begins is not known here: what is
    /// wrong with one is told with its number, at the place of the body.
    private static void parts(Examination examination, int start, List<BodyPart> parts) {
        for (int number = 0; number < parts.size(); number++) {
            ContentType type = parts.get(number).contentType();
            boolean encoded = parts.get(number).value(HeaderName.CONTENT_ENCODING) != null;
            if (type != null && type.is("application", "sdp") && !encoded) {
                String where = "part " + (number + 1) + ", ";
                session(examination, parts.get(number).content(), start, where);
            }
        }
    }
}
