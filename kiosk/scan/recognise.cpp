// SPDX-License-Identifier: Apache-2.0
// The order of the recognisers: bank cards are refused before anything is looked at; the AIM prefix
// decides where it can; then what is GS1 by its form, our signed tokens, the retailer's rules,
// article numbers, and last why not.
#include "kiosk/scan/recognise.h"

#include <algorithm>

#include "kiosk/scan/gs1.h"
#include "kiosk/scan/gtin.h"
#include "platform/scanner/magstripe.h"
#include "sync/protocol/token.h"

namespace parcours::scan {
namespace {

constexpr std::size_t kTextMax = 4096;

/// AIM identifiers that promise GS1 elements: GS1-128, Data Matrix, QR, DotCode, Aztec, and
/// composites.
bool promises_gs1(std::string_view aim) {
  return aim == "]C1" || aim == "]d2" || aim == "]d5" || aim == "]Q3" || aim == "]Q5" ||
         aim == "]J1" || aim == "]z1" || aim == "]e0";
}

bool is_ean(std::string_view aim) {
  return aim.substr(0, 2) == "]E";
}

Meaning read_elements(const Elements& elements, WallTime now) {
  if (!elements) return elements.error();
  return meaning_of(*elements, now);
}

Meaning product_of(std::string_view digits) {
  const auto gtin = to_gtin14(digits);
  if (!gtin) return Unknown{"bad_check_digit", "a digit was misread or mistyped"};
  Product product;
  product.gtin = *gtin;
  return product;
}

/// EAN and UPC: always 13 digits by the standard, though many scanners send 12, or 8 of UPC-E; an
/// add-on of 2 or 5 digits (periodicals) may follow.
Meaning read_ean(std::string_view aim, std::string_view text, const Rules& rules) {
  if (!all_digits(text)) return Unknown{"unreadable", "an EAN code holds digits only"};
  if (aim == "]E3" && text.size() > 13) text = text.substr(0, 13);
  std::string digits{text};
  if (aim != "]E4" && text.size() == 8) {
    if (const auto upc = expand_upc_e(text)) digits = *upc;
  }
  if (digits.size() == 12) digits.insert(0, 1, '0');
  if (auto meaning = apply_rules(rules, digits)) return *meaning;
  if (digits.size() != 13 && digits.size() != 8) {
    return Unknown{"unreadable", "an EAN code holds 8, 12 or 13 digits"};
  }
  return product_of(digits);
}

/// Without a prefix that says so, elements are believed only when they could hardly be anything
/// else.
bool looks_like_elements(std::string_view text) {
  if (text.find('\x1D') != std::string_view::npos) return true;
  return text.size() >= 16 && text.substr(0, 2) == "01" && all_digits(text.substr(0, 16)) &&
         has_check_digit(text.substr(2, 14));
}

Meaning read_address(std::string_view text, const Rules& rules, WallTime now) {
  const Elements elements = parse_digital_link(text);
  if (elements) return meaning_of(*elements, now);
  if (auto meaning = apply_rules(rules, text)) return *meaning;
  if (has_no_key(elements.error())) {
    return Unknown{"wrong_type", "a web address that names no product; it is not opened"};
  }
  return elements.error();
}

Meaning read_plain(std::string_view text, const Rules& rules) {
  if (auto meaning = apply_rules(rules, text)) return *meaning;
  if (all_digits(text)) {
    if (looks_like_bank_card(text)) return Unknown{"bank_card", {}};
    if (text.size() == 8 && !has_check_digit(text)) {
      if (const auto upc = expand_upc_e(text)) return product_of(*upc);
    }
    if (text.size() == 8 || (text.size() >= 12 && text.size() <= 14)) return product_of(text);
  }
  return Unknown{"unknown_code", "no rule of this shop knows it"};
}

Unknown refusal_of(protocol::TokenFault fault) {
  using protocol::TokenFault;
  switch (fault) {
    case TokenFault::Malformed:
      return {"unreadable", "the token is damaged; show it again"};
    case TokenFault::UnknownVersion:
      return {"unknown_code", "the token is of a newer program"};
    case TokenFault::UnknownKey:
      return {"bad_signature", "signed by a key that is not known here"};
    case TokenFault::BadSignature:
      return {"bad_signature", "the token was changed or forged"};
    case TokenFault::WrongType:
      return {"wrong_type", "the token is for another use"};
    case TokenFault::NotYet:
      return {"expired", "not valid yet; is the clock of this terminal right?"};
    case TokenFault::Expired:
      return {"expired", "the token has expired"};
  }
  return {"unreadable", {}};
}

/// A token is believed only with its signature; what it was used for already is asked of the
/// journal later.
Meaning read_token(const std::string& text, const protocol::TokenKeys& keys, WallTime now) {
  const auto type = protocol::claimed_type(text);
  if (!type) return refusal_of(type.error());
  const auto token = protocol::verify_token(text, *type, keys, now);
  if (!token) return refusal_of(token.error());
  const std::string subject = protocol::subject_text(token->subject);
  switch (token->type) {
    case protocol::TokenType::Pickup:
      return PickupCode{subject, text};
    case protocol::TokenType::HandOff:
      return HandOff{text};
    case protocol::TokenType::Coupon:
      return Coupon{subject, text};
    case protocol::TokenType::Badge:
      return Badge{{}, subject};
  }
  return Unknown{"unknown_code", "a token of an unknown kind"};
}

bool is_readable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\x1D' || c == '\t' || c == '\n' ||
           c == '\r';
  });
}

}  // namespace

Scanned from_symbol(const barcode::Symbol& symbol) {
  Scanned scanned{symbol.aim, symbol.text};
  if (symbol.format == barcode::Format::UpcE) {
    if (const auto upc = expand_upc_e(symbol.text)) scanned.text = *upc;
  }
  return scanned;
}

Scanned from_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
  const bool has_prefix = line.size() >= 3 && line[0] == ']' && line[1] > ' ' && line[2] > ' ';
  if (!has_prefix) return {{}, std::string{line}};
  return {std::string{line.substr(0, 3)}, std::string{line.substr(3)}};
}

Meaning recognise(const Scanned& scanned, const Rules& rules, WallTime now) {
  std::string text = scanned.text;
  if (text.empty()) return Unknown{"unreadable", "nothing was read"};
  if (text.size() > kTextMax) return Unknown{"unreadable", "more than a code can hold"};
  const scanner::Stripe stripe = scanner::classify_stripe(text);
  if (stripe == scanner::Stripe::Bank) return Unknown{"bank_card", {}};
  if (stripe == scanner::Stripe::Private) text = scanner::stripe_number(text);
  if (!is_readable(text)) return Unknown{"unreadable", "holds bytes that are no text"};
  if (promises_gs1(scanned.aim)) return read_elements(parse_element_string(text), now);
  if (is_ean(scanned.aim)) return read_ean(scanned.aim, text, rules);
  if (is_web_uri(text)) return read_address(text, rules, now);
  if (text.front() == '(') return read_elements(parse_bracketed(text), now);
  if (looks_like_elements(text)) return read_elements(parse_element_string(text), now);
  if (text.substr(0, protocol::kTokenPrefix.size()) == protocol::kTokenPrefix) {
    return read_token(text, rules.token_keys, now);
  }
  return read_plain(text, rules);
}

std::string gs1_text(const Scanned& scanned) {
  const std::string_view text = scanned.text;
  if (text.empty() || text.size() > kTextMax || is_ean(scanned.aim)) return {};
  const auto shown = [](const Elements& elements) {
    return elements ? to_bracketed(*elements) : std::string{};
  };
  if (promises_gs1(scanned.aim)) return shown(parse_element_string(text));
  if (is_web_uri(text)) return shown(parse_digital_link(text));
  if (text.front() == '(') return shown(parse_bracketed(text));
  return looks_like_elements(text) ? shown(parse_element_string(text)) : std::string{};
}

}  // namespace parcours::scan
