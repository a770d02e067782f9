package io.autocharge.invoice.view;

import static com.mongodb.client.model.Filters.regex;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** What somebody who searches may type: words without case, accents and marks, of which the beginning is enough. */
final class Words {

    private static final int MOST = 20;

    private Words() {}

    /** The words of some texts, of which any may be absent. */
    static List<String> of(String... texts) {
        return Stream.of(texts)
                .filter(Objects::nonNull)
                .flatMap(text -> Arrays.stream(plain(text).split("[^\\p{L}\\p{N}]+")))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST)
                .collect(Collectors.toList());
    }

    /** Each word that is typed begins one of the words in {@code field}. */
    static List<Bson> begin(String field, String typed) {
        return of(typed).stream().map(word -> regex(field, "^" + word)).toList();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
