#version 330 core
// A rectangle of the screen, given in pixels from the top left; texture coordinates run from its top left to its bottom right.
uniform vec4 u_where;     // x, y, width, height in pixels
uniform vec2 u_frame_px;  // size of the frame
out vec2 v_place;

void main() {
    v_place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 pixel = u_where.xy + v_place * u_where.zw;
    gl_Position = vec4(pixel.x / u_frame_px.x * 2.0 - 1.0, 1.0 - pixel.y / u_frame_px.y * 2.0, 0.0, 1.0);
}
