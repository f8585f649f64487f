// SPDX-License-Identifier: Apache-2.0
#include "sync/journey/body_writer.h"

namespace parcours::journey {

void write_text(json::Writer& out, std::string_view member, std::string_view text) {
  if (!text.empty()) out.field(member, text);
}

void write_number(json::Writer& out, std::string_view member, std::int64_t number) {
  if (number != 0) out.field(member, number);
}

void write_flag(json::Writer& out, std::string_view member, bool flag) {
  if (flag) out.field(member, flag);
}

void write_words(json::Writer& out, std::string_view member, const Text2& words) {
  if (words.fr.empty() && words.en.empty()) return;
  write_words(out.key(member), words);
}

void write_words(json::Writer& out, const Text2& words) {
  out.begin_object().field("fr", words.fr);
  write_text(out, "en", words.en);
  out.end_object();
}

void write_texts(json::Writer& out, std::string_view member,
                 const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out.key(member).begin_array();
  for (const auto& text : texts) out.value(text);
  out.end_array();
}

}  // namespace parcours::journey
