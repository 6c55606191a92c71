/**
 * Every stock kernel that the lab's networks, methods and drawing call or might reasonably come to call, on any backend, by
 * TF.js's name for it. A build of the page leaves the others out of the engine.
 */
export const USED_KERNELS: readonly string[] = [
  ...['Conv2D', 'FusedConv2D', 'Conv2DBackpropInput', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2D'],
  ...['MaxPool', 'MaxPoolGrad', 'AvgPool', 'AvgPoolGrad', 'BatchMatMul', '_FusedMatMul'],
  ...['Identity', 'Reshape', 'ExpandDims', 'Cast', 'Fill', 'ZerosLike', 'OnesLike', 'Range'],
  ...['Concat', 'SplitV', 'Slice', 'StridedSlice', 'Reverse', 'Transpose', 'Tile', 'Pack', 'Unpack'],
  ...['PadV2', 'MirrorPad', 'DepthToSpace', 'GatherV2'],
  ...['Add', 'AddN', 'Sub', 'Multiply', 'RealDiv', 'FloorDiv', 'Mod', 'Maximum', 'Minimum', 'Pow'],
  ...['Abs', 'Neg', 'Square', 'SquaredDifference', 'Sqrt', 'Rsqrt', 'Reciprocal', 'Exp', 'Log'],
  ...['Sign', 'Floor', 'Ceil', 'Round', 'Sin', 'Cos', 'Tanh', 'Sigmoid', 'ClipByValue'],
  ...['Relu', 'Relu6', 'LeakyRelu', 'Elu', 'Step', 'Softmax', 'FusedBatchNorm'],
  ...['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual'],
  ...['Select', 'LogicalAnd', 'LogicalOr', 'LogicalNot', 'IsFinite', 'IsNan'],
  ...['Sum', 'Mean', 'Max', 'Min', 'ArgMax'],
];
