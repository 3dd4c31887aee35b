package io.lexiseg.recognition.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.recognition.category.Support;
import io.lexiseg.recognition.category.Support.NearestNoun;
import io.lexiseg.schemas.CategorySupport;
import io.lexiseg.schemas.NearestKey;
import io.lexiseg.schemas.SupportLevel;
import io.lexiseg.vision.setting.SupportScale;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportRecordsTest {
  private final SupportRecords records = new SupportRecords(new SupportScale(0.8, 0.6, 0.5));

  @ParameterizedTest
  @CsvSource({
    // similarity of the nearest noun and the next one, level
    "0.80, 0.79, STRONG",
    "0.75, 0.70, WEAK",
    "0.75, 0.60, STRONG", // far ahead of all others
    "0.59, 0.585, NONE",
    "0.59, 0.50, WEAK",
    "0.30, -1, NONE", // the lead counts up to 0.4
  })
  void shouldJudgeBySimilarityAndLead(float nearest, float next, SupportLevel expected) {
    // given
    Support support =
        new Support("a", 3, List.of(new NearestNoun("b", nearest), new NearestNoun("c", next)));
    // when
    CategorySupport record = records.of(0, support);
    // then
    assertThat(record.getLevel()).isEqualTo(expected);
    assertThat(record.getNearest())
        .containsExactly(new NearestKey("b", nearest), new NearestKey("c", next));
  }

  @Test
  void shouldTrustKeysThatAllHaveOneNoun() {
    assertThat(records.of(0, new Support("a", 3, List.of(new NearestNoun("b", 0.6f)))).getLevel())
        .isEqualTo(SupportLevel.STRONG);
  }

  @Test
  void shouldSayNoneWithoutAnyPrototype() {
    assertThat(records.of(0, new Support("a", 0, List.of(new NearestNoun("b", 1)))).getLevel())
        .isEqualTo(SupportLevel.NONE);
  }

  @Test
  void shouldTrustExemplars() {
    // when
    CategorySupport record = records.of(2, new Support("a", 0, List.of()));
    // then
    assertThat(record.getLevel()).isEqualTo(SupportLevel.STRONG);
    assertThat(record.getExemplars()).isEqualTo(2);
  }

  @Test
  void shouldNotJudgeWithoutAScale() {
    assertThat(
            new SupportRecords(SupportScale.NONE)
                .of(0, new Support("a", 3, List.of(new NearestNoun("b", 1))))
                .getLevel())
        .isEqualTo(SupportLevel.UNKNOWN);
  }
}
