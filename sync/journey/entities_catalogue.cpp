// SPDX-License-Identifier: Apache-2.0
// Bodies of the rows of scope "catalogue": shop, family, product, stock, suggestions.
#include "platform/json/writer.h"
#include "sync/journey/body_reader.h"
#include "sync/journey/body_writer.h"
#include "sync/journey/entities.h"

namespace parcours::journey {

std::string to_json(const Shop& shop) {
  json::Writer out;
  out.begin_object().field("id", shop.id).field("name", shop.name);
  write_text(out, "city", shop.city);
  write_text(out, "address", shop.address);
  out.field("latitude", shop.latitude).field("longitude", shop.longitude);
  write_text(out, "open_until", shop.open_until);
  return out.end_object().take();
}

Result<Shop> parse_shop(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("shop", body));
  Shop shop;
  in.need("id", shop.id).text("name", shop.name).text("city", shop.city);
  in.text("address", shop.address).number("latitude", shop.latitude);
  in.number("longitude", shop.longitude).text("open_until", shop.open_until);
  PARCOURS_CHECK(in.status());
  return shop;
}

std::string to_json(const Family& family) {
  json::Writer out;
  out.begin_object().field("id", family.id);
  write_words(out, "name", family.name);
  write_text(out, "icon", family.icon);
  return out.end_object().take();
}

Result<Family> parse_family(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("family", body));
  Family family;
  in.need("id", family.id).words("name", family.name).text("icon", family.icon);
  PARCOURS_CHECK(in.status());
  return family;
}

std::string to_json(const Product& product) {
  json::Writer out;
  out.begin_object().field("id", product.id);
  write_text(out, "gtin", product.gtin);
  write_words(out, "name", product.name);
  write_text(out, "brand", product.brand);
  write_text(out, "family", product.family);
  out.field("price_cents", product.price.cents);
  write_number(out, "was_cents", product.was.cents);
  write_text(out, "picture", product.picture);
  if (!product.facts.empty()) {
    out.key("facts").begin_array();
    for (const auto& fact : product.facts) write_words(out, fact);
    out.end_array();
  }
  write_words(out, "advice", product.advice);
  write_text(out, "aisle", product.aisle);
  write_texts(out, "fits", product.fits);
  write_number(out, "rating_tenths", product.rating_tenths);
  write_number(out, "reviews", product.reviews);
  return out.end_object().take();
}

Result<Product> parse_product(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("product", body));
  Product product;
  in.need("id", product.id).text("gtin", product.gtin).words("name", product.name);
  in.text("brand", product.brand).text("family", product.family);
  in.money("price_cents", product.price).money("was_cents", product.was);
  in.text("picture", product.picture).words("advice", product.advice);
  in.each("facts", [&](BodyReader& fact) {
    auto& words = product.facts.emplace_back();
    fact.text("fr", words.fr).text("en", words.en);
  });
  in.text("aisle", product.aisle).texts("fits", product.fits);
  in.integer("rating_tenths", product.rating_tenths).integer("reviews", product.reviews);
  PARCOURS_CHECK(in.status());
  return product;
}

std::string to_json(const Stock& stock) {
  json::Writer out;
  out.begin_object().field("product", stock.product).field("shop", stock.shop);
  out.field("on_hand", stock.on_hand);
  write_number(out, "reserved", stock.reserved);
  write_number(out, "counted_ms", stock.counted_ms);
  write_number(out, "baseline_ms", stock.baseline_ms);
  write_text(out, "source", stock.source);
  return out.end_object().take();
}

Result<Stock> parse_stock(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("stock", body));
  Stock stock;
  in.need("product", stock.product).need("shop", stock.shop);
  in.integer("on_hand", stock.on_hand).integer("reserved", stock.reserved);
  in.integer("counted_ms", stock.counted_ms).integer("baseline_ms", stock.baseline_ms);
  in.text("source", stock.source);
  PARCOURS_CHECK(in.status());
  return stock;
}

std::string to_json(const Suggestions& suggestions) {
  json::Writer out;
  out.begin_object().field("product", suggestions.product).key("items").begin_array();
  for (const auto& item : suggestions.items) {
    out.begin_object().field("product", item.product).field("score", item.score);
    out.field("conditional", item.conditional);
    out.field("customers", item.customers).end_object();
  }
  return out.end_array().end_object().take();
}

Result<Suggestions> parse_suggestions(std::string_view body) {
  PARCOURS_TRY(auto in, BodyReader::open("suggest", body));
  Suggestions suggestions;
  in.need("product", suggestions.product);
  in.each("items", [&](BodyReader& item) {
    auto& suggestion = suggestions.items.emplace_back();
    item.need("product", suggestion.product).number("score", suggestion.score);
    item.number("conditional", suggestion.conditional);
    item.integer("customers", suggestion.customers);
  });
  PARCOURS_CHECK(in.status());
  return suggestions;
}

}  // namespace parcours::journey
