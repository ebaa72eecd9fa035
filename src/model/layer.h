#pragma once

#include "core/result.h"
#include "core/words.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kreisblick::model {

struct District;

enum class LayerGroup { Energy, Food, Housing, Basics };
[[nodiscard]] std::string to_string(LayerGroup group);

/// A parameter of a layer's method, declared once: the slider, the flag, the check and the page come from here.
struct ParameterDeclaration {
    std::string name;
    std::string type = "number";  ///< number | whole | choice | text
    core::Words title;
    std::string default_value;
    std::optional<double> min;
    std::optional<double> max;
    double step = 0;
    std::string unit;
    std::vector<std::string> choices;
    std::vector<core::Words> choice_titles;  ///< one for each choice, or none: then they are shown as they are
    bool picks_band = false;                 ///< its value names the band of the result that is shown; the method does not see it
    std::vector<std::string> scales{};  ///< bands of the result that are multiplied by this number afterwards: moving it recomputes nothing
    std::string status{};               ///< of a rule: "law", "plan" or "habit"; empty where it is none
    std::string source{};               ///< where a rule is written
    std::string of_layer{};             ///< followed from that layer (LayerInput::follows): chosen there, named "layer.parameter" here
};

/// One source of uncertainty of a layer's values.
struct Uncertainty {
    core::Words title;
    double relative = 0;  ///< standard uncertainty as a share of the value
};

/// What is told beside a feature's value where a text column begins so (with anything, if `begins` is empty), or with a number column's
/// value in place of "{}" in the title.
struct DetailDeclaration {
    std::string column;
    std::string begins;
    core::Words title;
};

/// The column that holds what a layer picked from several columns.
inline constexpr const char* k_picked_column = "picked";

/// Where a layer's values come from: a dataset as it is, or a method over datasets.
struct LayerInput {
    std::string dataset;               ///< shown as it is, when method is empty
    std::string band;                  ///< raster: band name; empty = the first
    std::string column;                ///< vector: the column that query shows and the style may colour by
    std::vector<std::string> columns;  ///< several columns of which `pick` makes one value in the column "picked":
    std::string pick;                  ///< "largest" = number (1, 2, …) of the column with the largest value
    std::string method;                ///< name in the registry of potentials
    std::vector<std::string> needs;    ///< datasets without which the layer is missing
    std::vector<std::string> instead;  ///< datasets that stand in where the district lacks one of those
    std::vector<std::string> uses;     ///< datasets that make it better where the district has them
    std::string join_table;            ///< table dataset joined to the features
    std::string join_key;              ///< by this field of both
    double query_reach_m = 0;          ///< points and lines: how near is "here"
    std::vector<std::string> follows;  ///< layers whose parameters the method sees too, as they are chosen there

    /// The datasets that it is made from in this district: its needs, or those that stand in for them.
    [[nodiscard]] const std::vector<std::string>& needs_in(const District& district) const;
    /// Those of them that the district lacks.
    [[nodiscard]] std::vector<std::string> missing_in(const District& district) const;
};

/// A colour of the theme ("road.motorway") or a literal "#RRGGBB"; empty = none.
using ColourName = std::string;

/// A size that depends on the scale: pairs of scale denominator (1:N) and pixels at --ui-scale 1, interpolated over log N.
struct ScaledSize {
    std::vector<std::pair<double, double>> stops;  ///< sorted by denominator; empty = 0
    [[nodiscard]] double at(double scale_denominator) const;
};

struct LabelStyle {
    std::string field;
    ScaledSize size_px;
    bool bold = false;
    bool italic = false;
    double letter_spacing_px = 0;
    ColourName colour = "ink";
    ColourName plate;            ///< colour of a plate behind the text (road numbers); empty = none, the text has a halo
    ColourName plate_outline;    ///< its edge
    double priority = 0;         ///< higher is placed first
    std::string priority_field;  ///< number column added to the priority (population)
    bool along_line = false;
};

/// How features that meet the filter are drawn. The first rule of a style that fits a feature draws it.
struct StyleRule {
    core::Words title;                ///< for the legend; empty = not listed
    std::string field;                ///< filter: this column …
    std::vector<std::string> values;  ///< … reads one of these (empty = any)
    std::optional<double> min;        ///< … or is a number ≥ min
    std::optional<double> max;        ///< … and < max
    double scale_from = 0;            ///< drawn for denominators ≥ this …
    double scale_to = 1e12;           ///< … and < this
    ColourName fill;
    std::string hatch;  ///< "", "diagonal", "dots": over or instead of the fill, in the outline colour
    ColourName outline;
    ScaledSize outline_px;
    ColourName line;  ///< inner colour of a line
    ColourName casing;
    ScaledSize line_px;    ///< width of the inner line
    double casing_px = 0;  ///< added on both sides; around areas with a fill: the bank, below the fills of the whole layer
    std::vector<double> dash_px;
    std::string symbol;  ///< points: circle | square | diamond | triangle
    ScaledSize symbol_px;
    std::optional<LabelStyle> label;
    std::optional<LabelStyle> shield;  ///< a second, upright text on lines: the number of a road
};

/// One class of a class raster or choropleth.
struct ClassStyle {
    std::vector<double> codes;  ///< class raster: these codes
    core::Words title;
    ColourName colour;
    bool is_unknown = false;  ///< the class says that something is not known: no value to whoever asks for one
};

/// How a layer looks. kind: "ramp" (raster with ramp), "classes" (class raster and class polygons), "hillshade" (multiplied),
/// "features" (rules), "choropleth" (polygons or raster coloured through ramp and breaks; classes may name the steps).
struct LayerStyle {
    std::string kind = "features";
    std::string ramp;
    double min = 0;
    double max = 1;
    std::vector<double> breaks;  ///< choropleth and legend marks
    double opacity = 1;
    ScaledSize scale_opacity;  ///< share of the opacity that is left at a scale; empty = all of it
    int decimals = 0;          ///< of values shown
    int order = 0;             ///< lower is drawn first
    std::vector<ClassStyle> classes;
    bool plain_steps = false;  ///< choropleth: the names of the classes say all, the numbers between them nothing more
    core::Words unchecked;     ///< rasters: what ground without a value is called; it is hatched. Empty = it stays clear
    std::vector<StyleRule> rules;
};

/// One layer: one file in layers/. Everything the fronts show of it is derived from here.
struct LayerDeclaration {
    std::string id;
    core::Words title;
    core::Words explanation;  ///< the plain-words line under the title
    LayerGroup group = LayerGroup::Basics;
    std::string unit;
    LayerInput input;
    std::vector<ParameterDeclaration> parameters;
    LayerStyle style;
    bool shown_at_start = false;
    bool personal = false;                   ///< values per house: the public gets only classes of sums over areas of ≥ 5 buildings
    std::vector<std::string> sources;        ///< of the method, where there is one
    std::vector<Uncertainty> uncertainties;  ///< independent of each other; none for values that are not modelled amounts
    std::vector<DetailDeclaration> details;

    /// Standard uncertainty of a value as a share of it: the root of the sum of squares, as for a product of independent factors.
    [[nodiscard]] double relative_uncertainty() const;

    /// Reads and validates one file; the Error names file and line.
    [[nodiscard]] static core::Result<LayerDeclaration> read(const std::filesystem::path& file);
};

/// All layers in a folder, sorted by style.order; one broken file is an Error that names it.
[[nodiscard]] core::Result<std::vector<LayerDeclaration>> read_layers(const std::filesystem::path& folder);

}  // namespace kreisblick::model
