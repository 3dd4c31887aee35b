package io.lexiseg.processor.zone;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the categories of a zone stand.
 *
 * @param zone its name
 * @param definedIn version of the camera's zones that defined it
 * @param categories those of which something was told, by name
 */
record ZoneState(String zone, int definedIn, Map<String, CategoryState> categories) {
  ZoneState {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
  }
}
