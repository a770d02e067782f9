package io.autocharge.stack.mail;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The pages that show caught mails. Everything in a mail was written by somebody else, and is escaped. */
final class Pages {

    private static final String FRAME =
            """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
            table{width:100%%;border-collapse:collapse}td,th{text-align:left;padding:.45rem .6rem;border-bottom:1px solid #e3e7ee}
            a{color:#1f5fbf;text-decoration:none}a:hover{text-decoration:underline}.dim{color:#5b6677}.when{white-space:nowrap}
            iframe{width:100%%;height:38rem;border:1px solid #e3e7ee}pre{white-space:pre-wrap}</style></head>
            <body>%s</body></html>
            """;

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("MMM d, HH:mm:ss", Locale.US).withZone(ZoneId.systemDefault());

    private Pages() {}

    static String list(List<Letter> letters) {
        var rows = new StringBuilder();
        for (var letter : letters) {
            rows.append("<tr><td><a href=\"/view/%d\">%s</a></td><td>%s</td><td class=\"dim when\">%s</td></tr>"
                    .formatted(
                            letter.id(),
                            escaped(letter.subject().isBlank() ? "(no subject)" : letter.subject()),
                            escaped(MailPage.names(letter.to())),
                            when(letter)));
        }
        var body = letters.isEmpty()
                ? "<p class=\"dim\">No mail has been sent yet.</p>"
                : "<table><tr><th>Subject</th><th>To</th><th>Caught</th></tr>" + rows + "</table>";
        return FRAME.formatted("Caught mail", "<h1>Caught mail</h1>" + body);
    }

    static String show(Letter letter, Contents contents) {
        var body = new StringBuilder("<p><a href=\"/\">All mail</a></p><h1>" + escaped(letter.subject()) + "</h1>");
        body.append("<p class=\"dim\">From %s<br>To %s<br>%s</p>"
                .formatted(
                        escaped(MailPage.names(List.of(letter.from()))),
                        escaped(MailPage.names(letter.to())),
                        when(letter)));
        for (var attachment : contents.attachments()) {
            body.append("<p><a href=\"/api/v1/message/%d/part/%s\">%s</a> <span class=\"dim\">%d bytes</span></p>"
                    .formatted(
                            letter.id(),
                            attachment.partId(),
                            escaped(attachment.fileName()),
                            attachment.bytes().length));
        }
        if (!contents.html().isBlank()) {
            body.append("<iframe sandbox title=\"The mail\" src=\"/view/%d/html\"></iframe>".formatted(letter.id()));
        }
        body.append("<h2>As text</h2><pre>" + escaped(contents.text()) + "</pre>");
        return FRAME.formatted(escaped(letter.subject()), body);
    }

    private static String when(Letter letter) {
        return TO_THE_SECOND.format(letter.caughtAt());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
