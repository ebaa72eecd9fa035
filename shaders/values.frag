#version 330 core
// Values of a raster layer through its ramp: 0 is "no data" and draws nothing, 1…65535 run along the ramp's 256 steps.
uniform sampler2D u_values;
uniform sampler2D u_ramp;
uniform float u_opacity;
in vec2 v_place;
out vec4 o_colour;

void main() {
    float value = round(texture(u_values, v_place).r * 65535.0);
    if (value < 1.0) discard;
    int step = int((value - 1.0) / 65534.0 * 255.0 + 0.5);
    o_colour = texelFetch(u_ramp, ivec2(step, 0), 0) * u_opacity;
}
